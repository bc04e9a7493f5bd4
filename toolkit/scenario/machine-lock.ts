import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    while (!linked(draft, path)) {
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder)) throw heldBy(holder, path);
      setAside(path, holder, mine.token);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
    },
  };
}

/** Whether a live process holds the machine's lock. */
export function isMachineLocked(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): boolean {
  const holder = readHolder(lockPath(stateDirectory, host));
  return holder !== undefined && isAlive(holder);
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

/** Moves a dead lock away by a rename that only one of two rivals can win, and looks again at what it moved. */
function setAside(path: string, dead: LockHolder | undefined, token: string): void {
  const aside = `${path}.${token}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && moved.token !== dead?.token && isAlive(moved)) linked(aside, path);
  rmSync(aside, { force: true });
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
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
