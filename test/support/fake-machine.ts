import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Command, CommandResult } from '../../toolkit/host/command.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { fakeClock } from './fake-host.ts';

/** What goes wrong at one call of the seam. `die-after` has done its work, `lie` has not and says it had. */
export type Fault = 'fail' | 'lie' | 'die-before' | 'die-after' | 'abort';

/** The process is gone: nothing it would still do counts. */
export class Died extends Error {}

export interface FakeMachine {
  /** Named values: what the fake steps read and write. */
  readonly cells: Map<string, string>;
  readonly tasks: Set<string>;
  /** Every write that took effect, as `cell=value`. */
  readonly log: string[];
}

export interface FakeMachineOptions {
  /** By the number of the call, from 0. */
  readonly faults?: ReadonlyMap<number, Fault>;
  /** The process dies when it is about to write this. */
  readonly dieOn?: (cell: string, value: string) => boolean;
  /** Called once, when the process dies. */
  readonly onDeath?: () => void;
  readonly abort?: AbortController;
  /** @throws where the machine would refuse that value. */
  readonly guard?: (cell: string, value: string) => void;
  readonly elevated?: boolean;
}

export interface FakeMachineHost extends Host {
  calls(): number;
}

export function fakeMachine(cells: Readonly<Record<string, string>>): FakeMachine {
  return { cells: new Map(Object.entries(cells)), tasks: new Set(), log: [] };
}

/** A host of that machine, as one process sees it. */
export function hostOf(machine: FakeMachine, options: FakeMachineOptions = {}): FakeMachineHost {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    if (!dead) options.onDeath?.();
    dead = true;
    throw new Died('the process is gone');
  };
  const call = async <T>(work: () => T, lie?: () => T): Promise<T> => {
    if (dead) die();
    const fault = options.faults?.get(calls);
    calls += 1;
    if (fault === 'abort') options.abort?.abort();
    if (fault === 'die-before') die();
    if (fault === 'fail') throw new ToolkitError('host.program-failed', 'it failed this once');
    if (fault === 'lie' && lie !== undefined) return lie();
    const result = work();
    return fault === 'die-after' ? die() : result;
  };
  const clock = fakeClock();
  return {
    kind: 'simulated',
    machine: 'fake',
    calls: () => calls,
    clock: {
      now: clock.now,
      wait: (ms, signal) => (dead ? Promise.reject(new Died('the process is gone')) : clock.wait(ms, signal)),
    },
    run: (command) =>
      call(
        () => schedule(machine, command),
        // Nobody can be on guard against a read that lies.
        command.effect === 'write' ? () => ended(command, 0) : undefined,
      ),
    ask: async (name) => {
      throw new ToolkitError('ask.unavailable', `no PowerShell for ${name}`);
    },
    readText: (cell) => call(() => machine.cells.get(cell)),
    writeText: (cell, value = '') =>
      call(
        () => {
          if (options.dieOn?.(cell, value)) die();
          options.guard?.(cell, value);
          machine.cells.set(cell, value);
          machine.log.push(`${cell}=${value}`);
        },
        () => {},
      ),
    listFolder: async () => undefined,
    isElevated: async () => options.elevated ?? true,
    close: async () => {},
  };
}

function schedule(machine: FakeMachine, command: Command): CommandResult {
  const [verb, , name = ''] = command.args;
  if (command.file !== 'schtasks.exe') throw new Error(`a surprise: ${command.file}`);
  const was = machine.tasks.has(name);
  if (verb === '/create') machine.tasks.add(name);
  if (verb === '/delete') machine.tasks.delete(name);
  return ended(command, verb === '/create' || was ? 0 : 1);
}

function ended(command: Command, exitCode: number): CommandResult {
  return { command, exitCode, stdout: '', stderr: '', durationMs: 1 };
}
