// Bundles the command line and the library into dist/, with the types beside them.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version, engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

rmSync(`${root}dist`, { recursive: true, force: true });
const options = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22.18',
  // Large and needed only by `run ./file.ts`; left where npm puts them.
  external: ['typescript', 'ts-node'],
  legalComments: 'external',
  logLevel: 'warning',
};
const define = { PORTWRIGHT_VERSION: JSON.stringify(version), PORTWRIGHT_NODE: JSON.stringify(engines.node) };

// The library and every command but `diagnose`. A scenario file's own `zod` must be the one the toolkit uses, so it is an
// entry of the same bundle.
await build({
  ...options,
  entryPoints: {
    main: 'toolkit/cli/main-process.ts',
    index: 'toolkit/index.ts',
    zod: 'toolkit/scenario-file/zod-entry.ts',
    requests: 'toolkit/cli/requests/perform-with-library.ts',
  },
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  define,
  // Bundled CommonJS packages still call require for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});

// Everything again as CommonJS in one file, and `diagnose`, which is called most, in a smaller one: Node then needs no module
// loader, and none of its own modules whole.
await build({
  ...options,
  entryPoints: {
    portwright: 'toolkit/cli/portwright.ts',
    diagnose: 'toolkit/cli/diagnose-process.ts',
    quick: 'toolkit/cli/main-process.ts',
    zod: 'toolkit/scenario-file/zod-entry.ts',
    yaml: 'toolkit/compose/yaml-entry.ts',
  },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { ...define, 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
  plugins: [
    {
      name: 'apart',
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /\/(main-process|load-scenario-file)\.ts$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './main.js', external: true } : undefined,
        );
        onResolve({ filter: /\/perform-with-library\.ts$/ }, () => ({
          path: './requests.js',
          external: true,
        }));
        // As large as all the rest, and needed only once PowerShell or a scenario is.
        onResolve({ filter: /^zod$/ }, ({ importer }) =>
          importer.endsWith('zod-entry.ts') ? undefined : { path: './zod.cjs', external: true },
        );
        // Only a compose file needs it.
        onResolve({ filter: /\/yaml-entry\.ts$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './yaml.cjs', external: true } : undefined,
        );
        // commander loads this for subcommands that are programs of their own, which Portwright has none of.
        onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
          /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'empty' } : undefined,
        );
        onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
      },
    },
  ],
});
chmodSync(`${root}dist/portwright.cjs`, 0o755);
cpSync(`${root}toolkit/report/port-map/page`, `${root}dist/port-map-page`, { recursive: true });
cpSync(`${root}toolkit/powershell/questions`, `${root}dist/questions`, { recursive: true });
if (existsSync(`${root}toolkit/simulation/stand-ins/client.cjs`)) {
  cpSync(`${root}toolkit/simulation/stand-ins/client.cjs`, `${root}dist/stand-in-client.cjs`);
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
await import('./toolkit/pester-runner/build.mjs');
