import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Terminal } from '../../toolkit/cli/terminal.ts';

export interface FakeTerminalOptions {
  /** Where runs are kept; @defaultValue a folder of this test's own */
  readonly stateHome?: string;
  /** @defaultValue false */
  readonly interactive?: boolean;
  /** Answers to the questions, in order; one more question than answers fails the test. @defaultValue none */
  readonly answers?: readonly boolean[];
  /** Called when something is asked, before the answer. */
  readonly onQuestion?: () => void;
  /** Called with everything that is printed to stdout, as it happens. */
  readonly onPrint?: (text: string) => void;
  /** What stands on standard input. @defaultValue nothing */
  readonly stdin?: string | Uint8Array;
  /** @defaultValue false */
  readonly colour?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly platform?: NodeJS.Platform;
  /** @defaultValue the folder of runs, in which no project is */
  readonly workingFolder?: string;
  readonly signal?: AbortSignal;
}

/** A terminal that remembers what was printed. */
export interface FakeTerminal extends Terminal {
  /** All of stdout, one entry per call. */
  readonly printed: readonly string[];
  /** All of stderr, one entry per call. */
  readonly warned: readonly string[];
  readonly questions: readonly string[];
}

/** Makes a terminal without a person, unless told otherwise. */
export function fakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const { stateHome = tempFolder(), interactive = false, stdin = '', colour = false } = options;
  const { environment = {}, platform = 'linux', signal = new AbortController().signal } = options;
  const printed: string[] = [];
  const warned: string[] = [];
  const questions: string[] = [];
  const answers = [...(options.answers ?? [])];
  return {
    environment: { XDG_STATE_HOME: stateHome, USERNAME: 'tester', ...environment },
    platform,
    workingFolder: options.workingFolder ?? stateHome,
    interactive,
    colour,
    columns: 100,
    signal,
    printed,
    warned,
    questions,
    print: (text) => {
      printed.push(text);
      options.onPrint?.(text);
    },
    warn: (text) => void warned.push(text),
    readStdin: async () => Buffer.from(stdin),
    confirm: async (question) => {
      questions.push(question);
      options.onQuestion?.();
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`nobody was to be asked: ${question}`);
      return answer;
    },
  };
}

/** A folder that is removed when the test has ended. The blank in its name is there on purpose: paths are quoted or not. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portwright cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
