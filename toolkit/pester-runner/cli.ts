import { existsSync, readFileSync } from 'node:fs';
import { main } from './main.ts';

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => interruption.abort(new Error(name)));
}
const { version } = JSON.parse(readFileSync(manifest(), 'utf8')) as { version: string };
process.exitCode = await main(process.argv.slice(2), {
  version,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});

/** Beside this file in the sources, one folder up from dist. */
function manifest(): URL {
  const beside = new URL('package.json', import.meta.url);
  return existsSync(beside) ? beside : new URL('../package.json', import.meta.url);
}
