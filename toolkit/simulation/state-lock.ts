import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';

/** A lock file that has been empty for so long was never finished: its maker died between making and filling it. */
const UNFINISHED_AFTER_MS = 2000;
const PAUSE_MS = 5;

/**
 * Does synchronous work while no other process does work under the same lock file.
 *
 * The lock of a process that died is taken over. The work must not wait for anything, so the lock is held for moments.
 *
 * @param options.timeoutMs - How long to wait for the others, in milliseconds.
 * @throws ToolkitError `simulation.state-busy` when the lock stays held; whatever the work throws.
 */
export async function withStateLock<Result>(
  lockPath: string,
  { timeoutMs }: { readonly timeoutMs: number },
  work: () => Result,
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  while (!tryLock(lockPath)) {
    clearDeadLock(lockPath);
    if (performance.now() > deadline) throw busy(lockPath);
    await pause(PAUSE_MS * (0.5 + Math.random()));
  }
  try {
    return work();
  } finally {
    rmSync(lockPath, { force: true });
  }
}

function tryLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes the lock of a dead process. Only who holds the second lock may, having looked again: otherwise two could see the
 * same dead lock, and the slower one would remove the live lock of the faster. That its maker dies too is rarer still.
 */
function clearDeadLock(path: string): void {
  if (!isDead(path)) return;
  const clearing = `${path}.clearing`;
  if (tryLock(clearing)) {
    if (isDead(path)) rmSync(path, { force: true });
    rmSync(clearing, { force: true });
  } else if (isDead(clearing)) {
    rmSync(clearing, { force: true });
  }
}

function isDead(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0) return !isAlive(holder);
    return Date.now() - statSync(path).mtimeMs > UNFINISHED_AFTER_MS;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function busy(lockPath: string): ToolkitError {
  return new ToolkitError(
    'simulation.state-busy',
    `another process keeps the simulated machine: ${lockPath}`,
    {
      remedy: 'Wait for it to end; delete the lock file if no such process is there.',
    },
  );
}
