import { readFileSync } from 'node:fs';
import { type LoadHookSync, type ModuleHooks, type ResolveHookSync, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { IsOwnFile } from './own-files.ts';
import type { RunningCopies } from './running-copies.ts';
import type { ScenarioText } from './scenario-text.ts';
import type { TypeScriptCompiler } from './typescript-compiler.ts';

const TYPESCRIPT = /\.[cm]?ts$/;

export interface ScenarioHooksOptions {
  readonly entry: ScenarioText;
  readonly isOwnFile: IsOwnFile;
  readonly modules: RunningCopies['modules'];
  /** Undefined for a JavaScript file, whose helpers are then JavaScript too. */
  readonly compiler: TypeScriptCompiler | undefined;
}

/**
 * Teaches Node's module loader, until `deregister` is called, what a scenario file may import.
 *
 * `portwright` and `zod` are the running toolkit's own; `.ts` files are checked and compiled; relative imports are
 * found as TypeScript finds them. Only the user's own files are treated so: everything else is loaded as ever.
 */
export function registerScenarioHooks(options: ScenarioHooksOptions): ModuleHooks {
  const { entry, isOwnFile, modules, compiler } = options;
  const ownPath = (url: string | undefined): string | undefined => {
    if (url === undefined || !url.startsWith('file:')) return undefined;
    const path = fileURLToPath(url);
    return isOwnFile(path) ? path : undefined;
  };
  const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
    const from = ownPath(context.parentURL);
    if (from === undefined) return nextResolve(specifier, context);
    if (specifier === 'portwright' || specifier === 'zod')
      return { url: modules[specifier], shortCircuit: true };
    const isTyped = TYPESCRIPT.test(from) && /^\.{1,2}\//.test(specifier);
    const found = isTyped ? compiler?.resolveImport(specifier, from) : undefined;
    return nextResolve(found === undefined ? specifier : pathToFileURL(found).href, context);
  };
  const load: LoadHookSync = (url, context, nextLoad) => {
    const path = ownPath(url);
    if (path === undefined) return nextLoad(url, context);
    if (compiler !== undefined && TYPESCRIPT.test(path)) {
      const text = path === entry.path ? entry.text : readFileSync(path, 'utf8');
      return { format: 'module', source: compiler.compile(text, path), shortCircuit: true };
    }
    const loaded = nextLoad(url, context);
    return path === entry.path ? { ...loaded, source: entry.text } : loaded;
  };
  return registerHooks({ resolve, load });
}
