import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { defineScenario, type Scenario } from '../scenario/define-scenario.ts';
import type { ScenarioSource } from '../scenario/journal-event.ts';
import { displayPath } from './display-path.ts';
import { loadFailure } from './load-failure.ts';
import { ownFiles } from './own-files.ts';
import { requireInstallation } from './require-installation.ts';
import { type RunningCopies, runningCopies } from './running-copies.ts';
import { registerScenarioHooks } from './scenario-hooks.ts';
import { scenarioProblem } from './scenario-problem.ts';
import { readScenarioText, type ScenarioText } from './scenario-text.ts';
import type { TypeScriptCompiler } from './typescript-compiler.ts';

/** A scenario that came from a file of the user's own. */
export type FileSource = Extract<ScenarioSource, { kind: 'file' }>;

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly source: FileSource;
}

const TYPED = ['.ts', '.mts', '.cts'];
const UNTYPED = ['.js', '.mjs'];

/**
 * Loads a user's own scenario file and checks its types.
 *
 * `portwright` and `zod` in it are the running toolkit's own copies wherever the file lies; other packages are found
 * from the file's folder. It may import `.ts` files beside it, which are checked too. Everything must be imported
 * before `loadScenarioFile` resolves: an `import()` inside a step finds neither. From then on Node reads source maps, so
 * that an error of its steps points into the file.
 *
 * @param path - A `.ts`, `.mts`, `.cts` (checked, read as an ES module), `.js` or `.mjs` (not checked) file.
 * @returns The scenario, and the file's real path with the SHA-256 of its own text; helpers are not part of it.
 * @throws ToolkitError `input.unreadable-file`; `scenario.type-error` with file, line, column and the line of code;
 *   `scenario.load-failed` when it throws, imports what is not there, or is no script; `scenario.invalid` when its
 *   default export is missing or not a scenario; `scenario.needs-installation` in the copy that the PowerShell module carries.
 */
export async function loadScenarioFile(path: string): Promise<LoadedScenario> {
  return load(await readScenarioText(path));
}

/**
 * Loads the scenario file of an earlier run again: nothing of it is run when its text is another one now.
 *
 * @throws ToolkitError `scenario.changed`; what `loadScenarioFile` throws.
 */
export async function reloadScenario(source: FileSource): Promise<Scenario> {
  const entry = await readScenarioText(source.path);
  if (entry.sha256 !== source.sha256) {
    throw new ToolkitError('scenario.changed', `${source.path} is not as it was when the run was begun`, {
      remedy: `put its former text back (SHA-256 ${source.sha256}), then call again`,
    });
  }
  const { scenario } = await load(entry);
  return scenario;
}

async function load(entry: ScenarioText): Promise<LoadedScenario> {
  const scenario = asScenario(entry, await importDefault(entry));
  return { scenario, source: { kind: 'file', path: entry.path, sha256: entry.sha256 } };
}

function asScenario({ path }: ScenarioText, exported: unknown): Scenario {
  const problem = scenarioProblem(exported);
  if (problem !== undefined) {
    throw new ToolkitError('scenario.invalid', `${displayPath(path)} ${problem}`, {
      remedy: 'end the file with `export default defineScenario({ … })`',
    });
  }
  try {
    // Every part has been looked at; what `parameters` hold is not known, as for any scenario.
    return defineScenario(exported as Scenario);
  } catch (error) {
    throw loadFailure(path, error, () => false);
  }
}

async function importDefault(entry: ScenarioText): Promise<unknown> {
  const isTyped = TYPED.includes(extname(entry.path));
  if (!isTyped && !UNTYPED.includes(extname(entry.path))) {
    throw new ToolkitError('scenario.load-failed', `${displayPath(entry.path)} is not a script`, {
      remedy: `name it ${[...TYPED, ...UNTYPED].join(', ')}`,
    });
  }
  const { path } = entry;
  requireInstallation(path);
  const copies = runningCopies();
  const isOwnFile = ownFiles(path, copies.folder);
  const compiler = isTyped ? await typeScriptCompiler(path, copies) : undefined;
  const hooks = registerScenarioHooks({ entry, isOwnFile, modules: copies.modules, compiler });
  const url = pathToFileURL(path);
  // Node keeps a module for as long as the process lives: another text needs another URL.
  url.search = entry.sha256.slice(0, 12);
  try {
    const module: { readonly default?: unknown } = await import(url.href);
    return module.default;
  } catch (error) {
    if (!isTyped && error instanceof SyntaxError) await explainSyntax(entry);
    throw loadFailure(path, error, isOwnFile);
  } finally {
    hooks.deregister();
  }
}

async function typeScriptCompiler(path: string, copies: RunningCopies): Promise<TypeScriptCompiler> {
  const { createTypeScriptCompiler } = await import('./typescript-compiler.ts');
  return createTypeScriptCompiler(path, copies);
}

/** Node says what is wrong in a module it cannot read, but not where. */
async function explainSyntax(entry: ScenarioText): Promise<void> {
  const { refuseSyntaxErrors } = await import('./refuse-syntax-errors.ts');
  refuseSyntaxErrors(entry);
}
