import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { MachineState } from './machine-state.ts';
import type { MachineStore } from './machine-store.ts';
import { withStateLock } from './state-lock.ts';

export interface StateFileOptions {
  /** How long one request waits for other processes' requests, in milliseconds. @defaultValue 10000 */
  readonly lockTimeoutMs?: number;
}

/**
 * Opens a file that keeps a simulated machine between processes, and makes it where there is none.
 *
 * Each request locks the file, loads it if somebody changed it, does its work and saves: concurrent processes see one
 * machine and lose nothing. Saving replaces the file in one step. A damaged file is reported and left as it is.
 *
 * @param create - Makes the machine of a new file.
 * @throws ToolkitError `simulation.state-damaged` when the file is no machine; `simulation.state-busy` when another process
 *   holds the lock for too long; `host.file-failed` when the file cannot be read or written.
 */
export async function openStateFile(
  path: string,
  create: () => MachineState,
  { lockTimeoutMs = 10_000 }: StateFileOptions = {},
): Promise<MachineStore> {
  const file = resolve(path);
  const { describeDamage } = await import('./state-schema.ts');
  const withLock = <Result>(work: () => Result) =>
    withStateLock(`${file}.lock`, { timeoutMs: lockTimeoutMs }, work);
  const reporting = <Result>(work: () => Result) => reportFileErrors(file, work);
  reporting(() => mkdirSync(dirname(file), { recursive: true }));

  let kept: Kept = await withLock(() =>
    reporting(() => {
      const text = readIfThere(file);
      if (text !== undefined) return { text, machine: parseState(file, text, describeDamage) };
      const machine = create();
      return { text: save(file, machine), machine };
    }),
  );
  return {
    name: file,
    get machine() {
      return kept.machine;
    },
    request: (work) =>
      withLock(() => {
        const text = reporting(() => readIfThere(file));
        if (text === undefined) throw damaged(file, 'it is gone');
        const machine =
          text === kept.text ? structuredClone(kept.machine) : parseState(file, text, describeDamage);
        const result = work(machine);
        kept = { text: reporting(() => save(file, machine, text)), machine };
        return result;
      }),
  };
}

interface Kept {
  readonly text: string;
  readonly machine: MachineState;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseState(
  file: string,
  text: string,
  describeDamage: (value: unknown) => string | undefined,
): MachineState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
  }
  const damage = describeDamage(value);
  if (damage !== undefined) throw damaged(file, damage);
  return value as MachineState; // checked against its schema just now
}

/** @returns The text that the file now holds. */
function save(file: string, machine: MachineState, before?: string): string {
  const text = `${JSON.stringify(machine, undefined, 1)}\n`;
  if (text === before) return text;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return text;
}

function damaged(file: string, what: string, cause?: unknown): ToolkitError {
  return new ToolkitError('simulation.state-damaged', `${file} holds no simulated machine: ${what}`, {
    cause,
    remedy: 'Repair it, or name another file; it was not changed.',
  });
}

function reportFileErrors<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ToolkitError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('host.file-failed', `cannot keep the simulated machine in ${file}: ${why}`, {
      cause,
    });
  }
}
