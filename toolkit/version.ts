import { readFileSync } from 'node:fs';

declare const PORTWRIGHT_VERSION: string | undefined;

/** The package's version: written in by the build, read from package.json when the sources run. */
export const VERSION: string =
  typeof PORTWRIGHT_VERSION === 'string'
    ? PORTWRIGHT_VERSION
    : (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
        .version;
