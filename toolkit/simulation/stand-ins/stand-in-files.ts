import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { PROGRAMS } from '../../host/command.ts';

const MARK = 'portwright stand-in';

/** Where the files that are no programs lie: the client they all start, and the socket. */
const OWN_FOLDER = '.portwright-stand-ins';

export interface StandInFiles {
  /** Every name that was written, sorted. */
  readonly names: readonly string[];
  /** Removes what was written and nothing else; the folder too, when it was made and nothing else is in it. */
  remove(): void;
}

export interface StandInPlace {
  /** The folder the programs are written to; made when it is not there. */
  readonly bin: string;
  /** Where the serving process listens. */
  readonly address: string;
  /** Whether the machine has docker.exe. */
  readonly hasDocker: boolean;
}

/** The folder beside the programs for what is none. */
export function ownFolder(bin: string): string {
  return join(bin, OWN_FOLDER);
}

/**
 * Writes every program of the simulated machine, with and without `.exe`.
 *
 * @throws ToolkitError `input.invalid-argument` when a file that is not a stand-in bears one of the names: nothing is written;
 *   `host.file-failed`.
 */
export function writeStandIns({ bin, address, hasDocker }: StandInPlace): StandInFiles {
  const programs = [...PROGRAMS, 'powershell.exe'].filter((program) => hasDocker || program !== 'docker.exe');
  const files = programs.flatMap((program) =>
    namesOf(program).map((name) => ({ path: join(bin, name), name, program })),
  );
  const foreign = files.find(({ path }) => !isAbsentOrOurs(path));
  if (foreign !== undefined) {
    throw new ToolkitError('input.invalid-argument', `${foreign.path} is there and is no stand-in`, {
      remedy: 'Name an empty folder.',
    });
  }
  return reporting(bin, () => {
    const made = mkdirSync(bin, { recursive: true });
    const own = ownFolder(bin);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const client = join(own, 'client.cjs');
    copyFileSync(clientSource(), client);
    for (const { path, program } of files) writeExecutable(path, launcher([client, address, program]));
    const remove = () => {
      for (const { path } of files) if (isOurs(path)) rmSync(path, { force: true });
      rmSync(own, { recursive: true, force: true });
      if (made !== undefined) removeIfEmpty(bin);
    };
    return { names: files.map(({ name }) => name).sort(), remove };
  });
}

/** `netsh.exe` is found as `netsh` too; `chcp.com` also as `chcp.exe`, for whoever looks no further. */
function namesOf(program: string): string[] {
  const bare = program.replace(/\.\w+$/, '');
  if (process.platform === 'win32') return [`${bare}.cmd`];
  return [...new Set([bare, program, `${bare}.exe`])];
}

/**
 * A Node that is told of extra certificates or options takes twice as long to start, and needs neither.
 *
 * On Windows this is a batch file, which passes on what `%*` holds. Unproved: it has not been run there.
 */
function launcher(words: readonly string[]): string {
  if (process.platform === 'win32') {
    const command = [process.execPath, ...words].map((word) => `"${word}"`).join(' ');
    return `@rem ${MARK}\r\n@set NODE_EXTRA_CA_CERTS=\r\n@set NODE_OPTIONS=\r\n@${command} %*\r\n`;
  }
  const command = [process.execPath, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return `#!/bin/sh\n# ${MARK}\nunset NODE_EXTRA_CA_CERTS NODE_OPTIONS\nexec ${command} "$@"\n`;
}

function writeExecutable(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function isAbsentOrOurs(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined || isOurs(path);
}

function isOurs(path: string): boolean {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile && readFileSync(path, 'latin1').slice(0, 100).includes(MARK);
}

/** Beside this file in the source, beside the bundle's entry, or above a chunk of it. */
function clientSource(): string {
  const paths = ['./client.cjs', './stand-in-client.cjs', '../stand-in-client.cjs'];
  const found = paths
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new ToolkitError('internal.bug', 'the client of the stand-ins is not installed');
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}

function reporting<Result>(bin: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ToolkitError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('host.file-failed', `cannot write stand-ins in ${bin}: ${why}`, { cause });
  }
}
