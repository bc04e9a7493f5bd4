import { readFileSync } from 'node:fs';
import { ERROR_CODES, type ErrorCode } from '../errors/error-codes.ts';
import type { ErrorDocument } from '../report/documents/error-schema.ts';

declare const PORTWRIGHT_NODE: string | undefined;

/** The versions of Node.js that will do, such as `>=22.18`: written in by the build, read from package.json when the sources run. */
export const NEEDED_NODE: string =
  typeof PORTWRIGHT_NODE === 'string'
    ? PORTWRIGHT_NODE
    : (
        JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
          engines: { node: string };
        }
      ).engines.node;

const CODE = 'node.too-old' satisfies ErrorCode;

/**
 * Says that Node.js is older than what is needed. Nothing that an older one has not may be loaded before: this takes the words as
 * they are, and the errors of every other place need more.
 *
 * @param version - Of Node.js that runs, such as `20.20.2`.
 * @param words - What stands behind `portwright`; `--json` among them prints the error as a document too.
 * @returns The exit code, or undefined where the version will do.
 */
export function refuseOldNode(
  version: string,
  words: readonly string[],
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
): number | undefined {
  const needed = NEEDED_NODE.replace('>=', '');
  if (!isOlder(version, needed)) return undefined;
  const message = `Node.js ${version} is too old for Portwright, which needs ${needed} or newer`;
  const remedy = 'install it from https://nodejs.org, or on Windows: winget install OpenJS.NodeJS.LTS';
  const exitCode = ERROR_CODES[CODE];
  const document: ErrorDocument = { schemaVersion: 1, error: { code: CODE, message, remedy }, exitCode };
  if (words.includes('--json')) stdout.write(`${JSON.stringify(document)}\n`);
  stderr.write(`error: ${message} [${CODE}]\n  ${remedy}\n`);
  return exitCode;
}

/** Part by part, as numbers; a part that is not named is 0. */
function isOlder(version: string, needed: string): boolean {
  const parts = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10));
  const [major = 0, minor = 0, patch = 0] = parts(version);
  const [neededMajor = 0, neededMinor = 0, neededPatch = 0] = parts(needed);
  if (major !== neededMajor) return major < neededMajor;
  if (minor !== neededMinor) return minor < neededMinor;
  return patch < neededPatch;
}
