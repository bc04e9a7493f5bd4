import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';

interface LockHolder {
  readonly pid: number;
  /** When that process started, where the system tells it: a reused pid is then not taken for the holder. */
  readonly processStart: string | undefined;
  readonly purpose: string;
  readonly token: string;
}

export interface MachineLock {
  release(): void;
}

/**
 * Takes the one lock a machine has. A lock left by a dead process is taken over.
 *
 * @throws ToolkitError `run.lock-held` naming the live process.
 */
export function lockMachine(
  stateDirectory: string,
  host: Pick<Host, 'kind' | 'machine'>,
  purpose: string,
): MachineLock {
  const path = lockPath(stateDirectory, host);
  mkdirSync(join(stateDirectory, 'locks'), { recursive: true, mode: 0o700 });
  const mine: LockHolder = {
    pid: process.pid,
    processStart: processStart(process.pid),
    purpose,
    token: randomUUID(),
  };
  const draft = `${path}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    while (!linked(draft, path)) removeDead(path, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (tokenOf(readHolder(path)) === mine.token) rmSync(path, { force: true });
    },
  };
}

/** Whether a live process holds the machine's lock. */
export function isMachineLocked(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): boolean {
  try {
    const holder = readHolder(lockPath(stateDirectory, host));
    return isHolder(holder) && isAlive(holder);
  } catch {
    // Windows refuses to open a file that somebody is replacing at this moment.
    return true;
  }
}

function lockPath(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): string {
  const name = createHash('sha256').update(`${host.kind}\n${host.machine}`).digest('hex').slice(0, 16);
  return join(stateDirectory, 'locks', `${host.kind}-${name}.lock`);
}

/** A hard link appears whole or not at all, and never over another's lock. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock. Only one of several rivals may: it holds a claim that is named for that very lock, and looks
 * once more whether the lock is still the dead one, because a rival may have been through with it already.
 *
 * @throws ToolkitError `run.lock-held` when the holder, or a rival with the claim, is alive.
 */
function removeDead(path: string, draft: string): void {
  const found = readHolder(path);
  if (found === 'none') return;
  if (isHolder(found) && isAlive(found)) throw heldBy(found, path);
  const claim = `${path}.${tokenOf(found)}.claim`;
  if (!linked(draft, claim)) {
    removeDead(claim, draft);
    return;
  }
  try {
    if (tokenOf(readHolder(path)) === tokenOf(found)) rmSync(path, { force: true });
  } finally {
    rmSync(claim, { force: true });
  }
}

/** A lock file is whole from the start; `unreadable` is one that a crash of the machine has emptied. */
type Found = LockHolder | 'unreadable' | 'none';

function readHolder(path: string): Found {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
    throw error;
  }
  try {
    const holder: Partial<LockHolder> | null = JSON.parse(text);
    return isWhole(holder) ? holder : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Only a positive process id names one process: 0 and below name groups, which always are there. */
function isWhole(holder: Partial<LockHolder> | null): holder is LockHolder {
  return Number.isInteger(holder?.pid) && Number(holder?.pid) > 0 && /^[\w-]+$/.test(holder?.token ?? '');
}

function isHolder(found: Found): found is LockHolder {
  return typeof found === 'object';
}

function tokenOf(found: Found): string {
  return isHolder(found) ? found.token : found;
}

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const start = processStart(holder.pid);
  return start === undefined || holder.processStart === undefined || start === holder.processStart;
}

/** Field 22 of /proc/PID/stat (proc(5)); elsewhere nothing is known without starting a process. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function heldBy(holder: LockHolder, path: string): ToolkitError {
  return new ToolkitError(
    'run.lock-held',
    `process ${holder.pid} is changing this machine (${holder.purpose}); lock ${path}`,
    {
      remedy: 'wait until it has ended, then call again',
    },
  );
}
