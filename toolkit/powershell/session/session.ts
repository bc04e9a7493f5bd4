import { ToolkitError } from '../../errors/toolkit-error.ts';
import { LANGUAGE_MODE } from './question-line.ts';
import type { Shell, ShellOptions } from './shell.ts';

export interface SessionOptions extends ShellOptions {
  /** Longest time one line may take, the start of PowerShell included, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One PowerShell for as long as it lives, started when first needed and again after it has ended.
 *
 * Lines are executed one at a time, in the order they came in.
 */
export interface Session {
  /**
   * @returns What the line printed on stdout; undefined when PowerShell ended before the line did.
   * @throws ToolkitError `host.timed-out`, `host.aborted`; PowerShell is then killed, since nobody knows what it is doing.
   */
  execute(line: string): Promise<string | undefined>;
  /** Ends PowerShell for good. Safe to call twice. */
  close(): Promise<void>;
}

export function createSession(options: SessionOptions): Session {
  let shell: Shell | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let dying: Promise<void> = Promise.resolve();
  const kill = (): Promise<void> => {
    // Whoever comes second waits as well.
    if (shell !== undefined) dying = shell.kill();
    shell = undefined;
    return dying;
  };
  const refuseClosed = (): void => {
    if (isClosed) throw new ToolkitError('host.aborted', 'the host was closed');
  };
  const executeNow = async (line: string): Promise<string | undefined> => {
    refuseClosed();
    if (shell === undefined || shell.isOver) {
      const { startShell } = await import('./shell.ts');
      // Whoever closed it while that was loading has found nothing to kill.
      refuseClosed();
      shell = startShell(options);
    }
    try {
      const stdout = await settle(shell, line, options);
      if (stdout === undefined || isRefusal(stdout)) await kill();
      return stdout;
    } catch (error) {
      await kill();
      throw error;
    }
  };
  return {
    execute: (line) => {
      const next = last.then(() => executeNow(line));
      last = next.catch(() => {});
      return next;
    },
    close: () => {
      isClosed = true;
      return kill();
    },
  };
}

const REFUSAL = new RegExp(`\\{"error":\\{"id":"${LANGUAGE_MODE}".*\\}`);
/** A refusal is among the first things printed; what comes later is the answer of a question, however long. */
const MAX_REFUSAL = 4096;

/** Whether PowerShell said that it may not run scripts: it is then of no use for any other line. */
function isRefusal(stdout: string): boolean {
  return REFUSAL.test(stdout.slice(0, MAX_REFUSAL));
}

/** Whatever comes first: the end of the line, its refusal, the deadline, an interruption. */
async function settle(
  shell: Shell,
  line: string,
  { timeoutMs, signal }: SessionOptions,
): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const abort = () => reject(new ToolkitError('host.aborted', 'interrupted while PowerShell was asked'));
  const timer = setTimeout(
    () => reject(new ToolkitError('host.timed-out', `PowerShell did not answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  let printed = '';
  // In constrained language mode node-powershell's own delimiters, which call .NET, never come.
  const watchForRefusal = (text: string) => {
    if (printed.length >= MAX_REFUSAL) return;
    printed += text;
    if (isRefusal(printed)) resolve(printed);
  };
  void shell.invoke(line, watchForRefusal).then(resolve);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
