import { createRequire, setSourceMapsSupport } from 'node:module';
import { dirname } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import type { RunningCopies } from './running-copies.ts';

export interface TypeScriptCompiler {
  /**
   * Checks the types of one file and turns it into an ES module with an inline source map.
   *
   * @throws ToolkitError `scenario.type-error` with every error's place and line of code.
   */
  compile(text: string, path: string): string;
  /** @returns The script a relative import means, as the type check sees it; undefined when TypeScript knows none. */
  resolveImport(specifier: string, fromPath: string): string | undefined;
}

/** TypeScript's "could not find a declaration file": a package without types is `any`, not an error. */
const NO_DECLARATION_FILE = 7016;

/**
 * Makes a compiler for the scenario file and its helpers; loads TypeScript, which takes a good part of a second.
 *
 * The user's own tsconfig and `TS_NODE_*` variables have no say: the same file means the same everywhere.
 */
export async function createTypeScriptCompiler(
  entryPath: string,
  { declarations, typeRoots }: RunningCopies,
): Promise<TypeScriptCompiler> {
  const { create, TSError } = await import('ts-node');
  const formatStack = Error.prepareStackTrace;
  const service = create({
    cwd: dirname(entryPath),
    compiler: createRequire(import.meta.url).resolve('typescript'),
    skipProject: true,
    transpileOnly: false,
    typeCheck: true,
    swc: false,
    files: false,
    logError: false,
    emit: false,
    pretty: false,
    ignoreDiagnostics: [NO_DECLARATION_FILE],
    compilerOptions: {
      target: 'es2023',
      lib: ['es2024', 'esnext.collection', 'esnext.iterator'],
      module: 'esnext',
      moduleResolution: 'bundler',
      rewriteRelativeImportExtensions: true,
      allowJs: true,
      strict: true,
      skipLibCheck: true,
      forceConsistentCasingInFileNames: true,
      types: typeRoots.length > 0 ? ['node'] : [],
      typeRoots: [...typeRoots],
      paths: { portwright: [declarations.portwright], zod: [declarations.zod] },
    },
  });
  // ts-node takes over how stacks are written, for good, and does not know the module URLs; Node maps them itself.
  Error.prepareStackTrace = formatStack;
  setSourceMapsSupport(true);
  const { ts, config } = service;
  return {
    compile(text, path) {
      try {
        return service.compile(text, path);
      } catch (error) {
        if (!(error instanceof TSError)) throw error;
        const message = diagnosticsText(path, error.diagnostics, 'type', ts.flattenDiagnosticMessageText);
        throw new ToolkitError('scenario.type-error', message, { cause: error });
      }
    },
    resolveImport(specifier, fromPath) {
      const { resolvedModule } = ts.resolveModuleName(specifier, fromPath, config.options, ts.sys);
      const isScript = resolvedModule !== undefined && !/\.d\.[cm]?ts$/.test(resolvedModule.resolvedFileName);
      return isScript ? resolvedModule.resolvedFileName : undefined;
    },
  };
}
