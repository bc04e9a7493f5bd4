import { dirname, isAbsolute, join } from 'node:path';
import { type ComposePlace, composeError } from './compose-error.ts';
import type { ComposeRequest, ReadText } from './compose-request.ts';
import {
  type ComposeService,
  readExtends,
  readService,
  type Substitution,
  substitute,
} from './compose-service.ts';
import { readVariables } from './compose-variables.ts';
import { mergeService } from './merge-services.ts';
import { objectAt, parseComposeFile, type RawComposeFile, type RawService } from './parse-compose-file.ts';

export interface ComposeProject {
  readonly services: ReadonlyMap<string, ComposeService>;
  /** Profiles that are switched on; `*` is every one. */
  readonly profiles: readonly string[];
  /** Variables that a port hangs on and that have neither a value nor a default: compose takes them for empty. */
  readonly unset: readonly string[];
}

/** One project that is being read, and the files it was included from. */
interface Loading extends Substitution {
  readonly readText: ReadText;
  readonly environment: ComposeRequest['environment'];
  readonly trail: readonly string[];
}

/**
 * Reads a compose project as compose itself does, as far as published ports go: several files, `include`, `extends`, variables
 * and env files. Values that ports do not hang on are left alone, so that a password nobody has set is no obstacle.
 *
 * @throws ToolkitError `input.invalid-compose`, naming file, service and value.
 */
export async function loadComposeProject(
  request: ComposeRequest,
  readText: ReadText,
): Promise<ComposeProject> {
  const lookup = await readVariables(request, readText);
  const { environment } = request;
  const loading: Loading = { lookup, unset: new Set(), readText, environment, trail: [] };
  const services = await loadFiles(request.files, loading);
  const profiles = request.profiles ?? (lookup('COMPOSE_PROFILES') ?? '').split(',');
  return {
    services,
    profiles: profiles.map((profile) => profile.trim()).filter((profile) => profile !== ''),
    unset: [...loading.unset],
  };
}

type Services = Map<string, ComposeService>;

async function loadFiles(files: readonly string[], loading: Loading): Promise<Services> {
  const services: Services = new Map();
  for (const file of files) {
    for (const document of await readFile(file, loading)) {
      await addDocument(services, document, { file, loading });
    }
  }
  return services;
}

interface FileContext {
  readonly file: string;
  readonly loading: Loading;
}

async function readFile(file: string, { readText }: Loading): Promise<RawComposeFile[]> {
  const text = await readText(file);
  if (text === undefined) throw composeError({ file }, 'there is no such compose file');
  return parseComposeFile(text, file);
}

async function addDocument(
  services: Services,
  document: RawComposeFile,
  context: FileContext,
): Promise<void> {
  for (const name of document.services.keys()) {
    const service = await resolveService(name, document.services, { ...context, extended: [] });
    const merged = mergeService(services.get(name), service);
    if (merged === undefined) services.delete(name);
    else services.set(name, merged);
  }
  for (const entry of document.include) {
    for (const [name, service] of await loadInclude(entry, context)) {
      if (services.has(name)) {
        throw composeError(
          { file: context.file, service: name },
          'an included file has a service of that name too',
        );
      }
      services.set(name, service);
    }
  }
}

/** A service with what it extends, and what that extends. */
async function resolveService(
  name: string,
  services: RawComposeFile['services'],
  context: FileContext & { readonly extended: readonly string[] },
): Promise<ComposeService> {
  const { file, loading, extended } = context;
  const place = { file, service: name };
  const self = `${file}, ${name}`;
  if (extended.includes(self)) throw composeError(place, 'the service extends itself');
  const raw: RawService = services.get(name) ?? fail(place, 'there is no such service to extend');
  const own = readService(raw, place, loading);
  const base = readExtends(raw, place, loading);
  if (base === undefined) return own;
  const next = { ...context, extended: [...extended, self] };
  if (base.file === undefined) {
    return mergeService(await resolveService(base.service, services, next), own) ?? own;
  }
  const path = besides(file, base.file);
  const documents = await readFile(path, loading);
  const found = documents.find((document) => document.services.has(base.service))?.services ?? new Map();
  return mergeService(await resolveService(base.service, found, { ...next, file: path }), own) ?? own;
}

/** Each entry is a project of its own, with its own folder and env file; what is set here wins over those. */
async function loadInclude(entry: unknown, { file, loading }: FileContext): Promise<Services> {
  const text = (value: unknown, what: string) => substitute(value, { file, what }, loading);
  const { path, env_file, project_directory } =
    typeof entry === 'string' ? { path: entry } : objectAt(entry, { file }, 'an entry of include');
  const files = texts(path).map((part) => besides(file, text(part, 'the path of include')));
  const [main] = files;
  if (main === undefined) throw composeError({ file }, 'an entry of include has no path');
  const trail = [...loading.trail, file];
  if (trail.includes(main)) throw composeError({ file }, `${main} includes itself`);
  const folder =
    project_directory === undefined
      ? dirname(main)
      : besides(file, text(project_directory, 'project_directory'));
  const envFiles =
    env_file === undefined
      ? await onlyPresent([join(folder, '.env')], loading.readText)
      : texts(env_file).map((part) => besides(file, text(part, 'env_file')));
  const own = await readVariables({ files, envFiles, environment: loading.environment }, loading.readText);
  const lookup = (name: string) => loading.lookup(name) ?? own(name);
  return loadFiles(files, { ...loading, lookup, trail });
}

async function onlyPresent(paths: readonly string[], readText: ReadText): Promise<string[]> {
  const present = await Promise.all(paths.map(async (path) => (await readText(path)) !== undefined));
  return paths.filter((_, index) => present[index]);
}

function texts(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function besides(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

function fail(place: ComposePlace, what: string): never {
  throw composeError(place, what);
}
