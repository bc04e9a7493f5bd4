import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { VERSION } from '../../version.ts';
import type { ModuleInput } from './build-module.ts';

/** The questions that the module's own verification asks. */
export const COPIED_QUESTIONS = [
  'firewall-rule.ps1',
  'listeners.ps1',
  'net-tcp-setting.ps1',
  'optional-feature.ps1',
  'probe-bind.ps1',
  'probe-connect.ps1',
] as const;

/** Where what the module is made from lies: in a checkout, and in an installed package. */
export interface ModulePlaces {
  /** `ps-wrappers/Portwright`, with `Private` in it. */
  readonly module: string;
  readonly questions: string;
  /** The built command line; it need not be there. */
  readonly dist: string;
  readonly packageFile: string;
}

/** Seen from this file, and from the bundle's entry and chunks. */
const ROOTS = ['../../../', '../', '../../'];

/** @throws ToolkitError `input.unreadable-file` where the module's hand-written part is not installed */
export function findModulePlaces(): ModulePlaces {
  const roots = ROOTS.map((root) => fileURLToPath(new URL(root, import.meta.url)));
  const root = roots.find((folder) => existsSync(join(folder, 'ps-wrappers', 'Portwright', 'Private')));
  if (root === undefined)
    throw new ToolkitError(
      'input.unreadable-file',
      `there is no ps-wrappers/Portwright/Private in ${roots.join(' or ')}`,
    );
  const sources = join(root, 'toolkit', 'powershell', 'questions');
  const dist = join(root, 'dist');
  return {
    module: join(root, 'ps-wrappers', 'Portwright'),
    questions: existsSync(sources) ? sources : join(dist, 'questions'),
    dist,
    packageFile: join(root, 'package.json'),
  };
}

/** Reads what is on disk of the module's input. */
export function readModuleInput(places: ModulePlaces): Omit<ModuleInput, 'scenarios'> {
  const questions = new Map(
    COPIED_QUESTIONS.map((name) => [name, readFileSync(join(places.questions, name), 'utf8')] as const),
  );
  const projectUri = projectUriOf(JSON.parse(readFileSync(places.packageFile, 'utf8')));
  return {
    version: VERSION,
    privateFiles: new Map(
      filesBelow(join(places.module, 'Private')).map((path) => [
        `Private/${path}`,
        readFileSync(join(places.module, 'Private', path), 'utf8'),
      ]),
    ),
    questions,
    ...(projectUri !== undefined && { projectUri }),
  };
}

/** Every file below a folder, relative, with `/`, sorted; none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function projectUriOf(manifest: { readonly repository?: unknown }): string | undefined {
  const { repository } = manifest;
  const url =
    typeof repository === 'object' && repository && 'url' in repository ? repository.url : repository;
  if (typeof url !== 'string') return undefined;
  return /^(?:git\+)?(https:\/\/[\w./-]+?)(?:\.git)?$/.exec(url)?.[1];
}
