import { randomBytes } from 'node:crypto';
import { endProcessTree } from '../../host/end-process-tree.ts';
import { type ProcessOptions, startProcess } from './power-shell-process.ts';

/** One running PowerShell that executes line after line. */
export interface Shell {
  /** Whether its process has ended, or could not be started. */
  readonly isOver: boolean;
  /**
   * Executes one line of ASCII.
   *
   * @param onOutput - Sees the text of stdout while it arrives.
   * @returns What the line printed on stdout; undefined when PowerShell ended before the line did.
   */
  invoke(line: string, onOutput: (text: string) => void): Promise<string | undefined>;
  /** Ends it at once with everything it started, and settles when it is gone. Safe to call twice. */
  kill(): Promise<void>;
}

export type ShellOptions = ProcessOptions;

/** Starts PowerShell. One that cannot be started is over soon. */
export function startShell(options: ShellOptions): Shell {
  const { process, streams, ended } = startProcess(options);
  const { stdin, stdout, stderr } = streams;
  let isOver = false;
  let onText = (_text: string): void => {};
  void ended.then(() => {
    isOver = true;
  });
  stdout.on('data', (text: string) => onText(text));
  // Read, lest PowerShell waits for room. The answer says by itself whether it is an error.
  stderr.resume();
  // A pipe that breaks belongs to a PowerShell that ended, which `invoke` reports.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => {});
  return {
    get isOver() {
      return isOver;
    },
    invoke: async (line, onOutput) => {
      // Nothing that is printed can guess it, and it is a word: PowerShell reads it as text, whatever it is.
      const mark = randomBytes(16).toString('hex');
      const printed = new Promise<string>((resolve) => {
        const output = untilMark(mark, resolve);
        onText = (text) => {
          output(text);
          onOutput(text);
        };
      });
      stdin.write(`${line}\n[Console]::Out.WriteLine("${mark}")\n`);
      return Promise.race([printed, ended.then(() => undefined)]);
    },
    kill: async () => {
      if (!isOver) endProcessTree(process, options.environment);
      await ended;
      // Something that escaped may still hold them, and would keep this process waiting.
      for (const stream of [stdin, stdout, stderr]) stream.destroy();
    },
  };
}

/** Collects text up to the mark, which may arrive in pieces. Looks at every character once, however many pieces there are. */
function untilMark(mark: string, onEnd: (text: string) => void): (text: string) => void {
  const pieces: string[] = [];
  let tail = '';
  return (text) => {
    pieces.push(text);
    const seam = tail + text;
    tail = seam.slice(-(mark.length - 1));
    if (!seam.includes(mark)) return;
    const all = pieces.join('');
    onEnd(all.slice(0, all.indexOf(mark)));
  };
}
