import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { builtCli, PROJECT } from '../support/built-cli.ts';

/** What became of one file: the scenario with what its steps promise, or the error. */
export interface Outcome {
  readonly id?: string;
  readonly stepIds?: readonly string[];
  readonly source?: { readonly kind: string; readonly path: string; readonly sha256: string };
  /** Whether `parameters` is an object of the very zod that the toolkit uses. */
  readonly isOwnZod?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly remedy?: string;
  /** Whether the error is of the class that the toolkit exports. */
  readonly isToolkitError?: boolean;
}

/** The modules of a toolkit under test. */
export interface Toolkit {
  readonly index: string;
  readonly zod: string;
}

export async function builtToolkit(): Promise<Toolkit> {
  return distOf(join(await builtCli(), '..'));
}

export function distOf(folder: string): Toolkit {
  return { index: join(folder, 'index.js'), zod: join(folder, 'zod.js') };
}

/** The sources as they are: Node strips their types. */
export const SOURCE_TOOLKIT: Toolkit = {
  index: join(PROJECT, 'toolkit', 'index.ts'),
  zod: join(PROJECT, 'node_modules', 'zod', 'index.js'),
};

export type Request =
  | { readonly load: string }
  | { readonly reload: { readonly kind: 'file'; readonly path: string; readonly sha256: string } };

const SCRIPT = `
const [index, zod, cwd, ...requests] = JSON.parse(process.argv[1]);
const { loadScenarioFile, reloadScenario, ToolkitError } = await import(index);
const { z } = await import(zod);
process.chdir(cwd);
const outcomes = [];
for (const request of requests) {
  try {
    const { scenario, source } = request.load
      ? await loadScenarioFile(request.load)
      : { scenario: await reloadScenario(request.reload), source: request.reload };
    const stepIds = scenario.steps(scenario.parameters.parse({})).map((step) => step.id);
    outcomes.push({ id: scenario.id, stepIds, source, isOwnZod: scenario.parameters instanceof z.ZodObject });
  } catch (error) {
    const { code, message, remedy } = error;
    outcomes.push({ code, message, remedy, isToolkitError: error instanceof ToolkitError });
  }
}
console.log(JSON.stringify(outcomes));
`;

/** Loads scenario files one after the other in a process of its own, standing in `cwd`: Node's loader, nobody else's. */
export async function loadInChild(
  toolkit: Toolkit,
  cwd: string,
  requests: readonly Request[],
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly Outcome[]> {
  const argument = JSON.stringify([
    pathToFileURL(toolkit.index).href,
    pathToFileURL(toolkit.zod).href,
    cwd,
    ...requests,
  ]);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, argument],
    { env: { ...process.env, ...environment } },
  );
  if (stderr !== '') throw new Error(`the child warned: ${stderr}`);
  return JSON.parse(stdout) as Outcome[];
}

/** The only outcome of one file. */
export async function loadOne(
  toolkit: Toolkit,
  cwd: string,
  request: Request,
  environment?: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const [outcome] = await loadInChild(toolkit, cwd, [request], environment);
  if (outcome === undefined) throw new Error('the child loaded nothing');
  return outcome;
}
