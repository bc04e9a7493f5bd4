import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Answer } from '../host/questions.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Where what needs no rights is kept: saved plans, simulated machines.
 *
 * `%LOCALAPPDATA%\Portwright` on Windows, else `$XDG_STATE_HOME/portwright` (default `~/.local/state/portwright`).
 */
export function userStateDirectory({ platform, environment }: Surroundings): string {
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Portwright');
  const base = environment.XDG_STATE_HOME;
  return join(
    base !== undefined && isAbsolute(base) ? base : join(homedir(), '.local', 'state'),
    'portwright',
  );
}

/**
 * Where journals and locks are kept: `%ProgramData%\Portwright` on Windows, which only administrators can write;
 * elsewhere the user's own state directory.
 */
export function runStateDirectory(surroundings: Surroundings): string {
  const { platform, environment } = surroundings;
  if (platform !== 'win32') return userStateDirectory(surroundings);
  return join(environment.ProgramData ?? 'C:\\ProgramData', 'Portwright');
}

/** Makes the directory, closed to others, or refuses the one that is there. @throws ToolkitError `run.state-directory-unsafe` */
export async function prepareRunStateDirectory(
  path: string,
  host: Host,
  platform: NodeJS.Platform,
): Promise<void> {
  if (platform !== 'win32') return preparePosixDirectory(path);
  const security = await host.ask('folder-security', { path });
  if (!security.exists) await host.ask('create-protected-folder', { path });
  const found = security.exists ? security : await host.ask('folder-security', { path });
  const reason = unsafeReason(found);
  if (reason !== undefined) throw unsafe(path, reason);
}

const ADMINISTRATORS = 'S-1-5-32-544';
const LOCAL_SYSTEM = 'S-1-5-18';
const TRUSTED_INSTALLER = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
const TRUSTED = new Set([ADMINISTRATORS, LOCAL_SYSTEM, TRUSTED_INSTALLER]);

/** Why an elevated process must not write in this folder, or undefined. Security identifiers as Windows documents them. */
export function unsafeReason(security: Answer<'folder-security'>): string | undefined {
  if (security.isLink) return 'it is a link';
  if (!TRUSTED.has(security.ownerSid)) return `its owner is ${security.ownerSid}, not Administrators`;
  const others = security.writerSids.filter((sid) => !TRUSTED.has(sid));
  return others.length > 0 ? `${others.join(', ')} can write in it` : undefined;
}

function preparePosixDirectory(path: string): void {
  const found = lookAt(path) ?? made(path);
  if (found.isSymbolicLink()) throw unsafe(path, 'it is a link');
  if (!found.isDirectory()) throw unsafe(path, 'it is not a folder');
  const user = process.getuid?.();
  if (user !== undefined && found.uid !== user)
    throw unsafe(path, `its owner is user ${found.uid}, not ${user}`);
  if ((found.mode & 0o022) !== 0) throw unsafe(path, 'others can write in it');
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function made(path: string): Stats {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return lstatSync(path);
}

function unsafe(path: string, reason: string): ToolkitError {
  return new ToolkitError(
    'run.state-directory-unsafe',
    `${path} cannot be trusted with the journal: ${reason}`,
    {
      remedy: 'look at what is in it, then remove or rename it; it is made anew by the next run',
    },
  );
}
