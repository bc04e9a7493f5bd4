import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../toolkit/cli/commands.ts';
import { runCli } from '../../toolkit/cli/run-cli.ts';
import {
  createMachine,
  DEFAULT_MACHINE,
  type MachineOptions,
} from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { type FakeTerminalOptions, fakeTerminal, tempFolder } from './fake-terminal.ts';

/** How one command line ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it asked, in order. */
  readonly questions: readonly string[];
}

/** A simulated machine in a file, and the state directory of whoever works on it. Removed when the test has ended. */
export interface Place {
  readonly folder: string;
  /** The file that keeps the machine. */
  readonly state: string;
  /** The options that lead a command to the machine. */
  readonly host: readonly string[];
  /** Calls the command line in this process, with nothing added to its words. */
  call(words: readonly string[], options?: FakeTerminalOptions): Promise<Ended>;
  /** Calls it for this place's machine. */
  on(words: readonly string[], options?: FakeTerminalOptions): Promise<Ended>;
  machine(): MachineState;
  write(machine: MachineState): void;
  /** Edits the machine as if somebody had changed it in between. */
  edit(change: (machine: MachineState) => void): void;
  /** A file beside the machine; @returns its path. */
  file(name: string, content: string | Uint8Array): string;
  /** Ids of the runs that were recorded. */
  runIds(): readonly string[];
  journalPath(runId: string): string;
}

/** Makes a place with the machine of `--host simulated`, or with another one. */
export function newPlace(options: MachineOptions = {}): Place {
  const folder = tempFolder();
  const state = join(folder, 'machine.json');
  const host = ['--host', 'simulated', '--state', state];
  const runs = join(folder, 'portwright', 'runs');
  const call: Place['call'] = (words, terminal = {}) => callIn(folder, words, terminal);
  const machine = () => JSON.parse(readFileSync(state, 'utf8')) as MachineState;
  const write = (made: MachineState) => writeFileSync(state, `${JSON.stringify(made, undefined, 1)}\n`);
  write(createMachine({ ...DEFAULT_MACHINE, ...options }));
  return {
    folder,
    state,
    host,
    call,
    on: (words, terminal) => call([...words, ...host], terminal),
    machine,
    write,
    edit(change) {
      const edited = machine();
      change(edited);
      write(edited);
    },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    runIds: () => (readdirSync(folder).includes('portwright') ? idsIn(runs) : []),
    journalPath: (runId) => join(runs, runId, 'journal.jsonl'),
  };
}

function idsIn(runs: string): readonly string[] {
  try {
    return readdirSync(runs);
  } catch {
    return [];
  }
}

async function callIn(
  stateHome: string,
  words: readonly string[],
  options: FakeTerminalOptions,
): Promise<Ended> {
  keepOffThisMachine(words);
  const terminal = fakeTerminal({ stateHome, ...options });
  const exitCode = await runCli(words, terminal, COMMANDS);
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return {
    exitCode,
    stdout: text(terminal.printed),
    stderr: text(terminal.warned),
    questions: terminal.questions,
  };
}

/** Without a host it is the machine of whoever runs the tests that would be changed. */
function keepOffThisMachine(words: readonly string[]): void {
  const isAimed = words.some((word) => /^--(?:host|help)(?:=|$)/.test(word));
  const [verb = ''] = words;
  if (['fix', 'run'].includes(verb) && words.includes('--yes') && !isAimed)
    throw new Error(`this would change this machine: ${words.join(' ')}`);
}

/** Fails the test where a document is not one; @returns the last line of stdout as JSON. */
export function lastDocument({ stdout }: Pick<Ended, 'stdout'>): unknown {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}
