import { isatty } from 'node:tty';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { wantsColour } from '../report/paint.ts';

/** Where a command reads from and prints to. Everything a command knows of the process around it. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Relative paths begin here. */
  readonly workingFolder: string;
  /** Whether a person sees stdout and can answer on stdin. */
  readonly interactive: boolean;
  readonly colour: boolean;
  readonly columns: number;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Prints to stdout, with a line end. */
  print(text: string): void;
  /** Prints to stderr, with a line end. */
  warn(text: string): void;
  /** Everything on stdin, undecoded. */
  readStdin(): Promise<Buffer>;
  /** Asks a yes or no question; no is the default. @throws ToolkitError `run.interrupted` on Ctrl-C and Ctrl-D */
  confirm(question: string): Promise<boolean>;
}

const STDIN = 0;
const DEFAULT_COLUMNS = 100;

/** The terminal of this very process. */
export function processTerminal(signal: AbortSignal): Terminal {
  // process.stdin is not touched until it is read: opening it costs more than a diagnosis.
  const { stdout, stderr, env } = process;
  return {
    environment: env,
    platform: process.platform,
    workingFolder: process.cwd(),
    interactive: stdout.isTTY === true && isatty(STDIN),
    colour: wantsColour(stdout, env),
    // A pseudo-terminal that nobody has given a size has 0.
    columns: stdout.columns || DEFAULT_COLUMNS,
    signal,
    print: (text) => void stdout.write(`${text}\n`),
    warn: (text) => void stderr.write(`${text}\n`),
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
    async confirm(question) {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: process.stdin, output: stdout });
      try {
        // A question that is cut off is rejected or never answered, as the version of Node has it.
        const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
        const asked = lines.question(`${question} [y/N] `, { signal }).catch(() => undefined);
        const answer = await Promise.race([asked, closed]);
        if (answer !== undefined) return /^\s*y(es)?\s*$/i.test(answer);
        stdout.write('\n');
        throw new ToolkitError('run.interrupted', 'interrupted: nothing was changed');
      } finally {
        lines.close();
      }
    },
  };
}
