// Bundles the command line and the library into dist/, with the types beside them.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    portwright: 'toolkit/cli/portwright.ts',
    index: 'toolkit/index.ts',
    // A scenario file's own `zod` must be the one the toolkit uses, so it is an entry of the same bundle.
    zod: 'toolkit/scenario-file/zod-entry.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  chunkNames: 'chunks/[name]-[hash]',
  define: { PORTWRIGHT_VERSION: JSON.stringify(version) },
  // Large and needed only by `run ./file.ts`; left where npm puts them.
  external: ['typescript', 'ts-node'],
  // Bundled CommonJS packages still call require for Node's own modules.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  legalComments: 'external',
  logLevel: 'warning',
});
chmodSync(`${root}dist/portwright.js`, 0o755);
cpSync(`${root}toolkit/powershell/questions`, `${root}dist/questions`, { recursive: true });
if (existsSync(`${root}toolkit/simulation/stand-ins/client.cjs`)) {
  cpSync(`${root}toolkit/simulation/stand-ins/client.cjs`, `${root}dist/stand-in-client.cjs`);
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
