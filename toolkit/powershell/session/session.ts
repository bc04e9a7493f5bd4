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
   * @returns What the line printed on stdout; undefined when PowerShell ended before the line did. Where PowerShell may not run
   *   scripts, the refusal that it printed for the first line, for every line.
   * @throws ToolkitError `host.timed-out`, `host.aborted`; PowerShell is then killed with everything it started, since nobody
   *   knows what it is doing.
   */
  execute(line: string): Promise<string | undefined>;
  /** Ends PowerShell for good, with what it started, and settles when it is gone. Safe to call twice. */
  close(): Promise<void>;
}

export function createSession(options: SessionOptions): Session {
  let shell: Shell | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let dying: Promise<void> = Promise.resolve();
  /** The language mode is that of this machine and person: a PowerShell that refused once always will. */
  let refusal: string | undefined;
  const kill = (): Promise<void> => {
    // Whoever comes second waits as well.
    if (shell !== undefined) dying = shell.kill();
    shell = undefined;
    return dying;
  };
  const refuseOver = (): void => {
    if (isClosed) throw new ToolkitError('host.aborted', 'the host was closed');
    if (options.signal?.aborted) throw interrupted();
  };
  const executeNow = async (line: string): Promise<string | undefined> => {
    refuseOver();
    if (refusal !== undefined) return refusal;
    if (shell === undefined || shell.isOver) {
      const { startShell } = await import('./shell.ts');
      // Whoever closed it while that was loading has found nothing to kill.
      refuseOver();
      shell = startShell(options);
    }
    try {
      const stdout = await settle(shell, line, options);
      if (stdout !== undefined && isRefusal(stdout)) refusal = stdout;
      if (stdout === undefined || refusal !== undefined) await kill();
      // It did not end by itself, then.
      if (stdout === undefined) refuseOver();
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
  const abort = () => reject(interrupted());
  const timer = setTimeout(
    () => reject(new ToolkitError('host.timed-out', `PowerShell did not answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  signal?.addEventListener('abort', abort, { once: true });
  let printed = '';
  // In constrained language mode the mark at the end, which calls .NET, never comes.
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

function interrupted(): ToolkitError {
  return new ToolkitError('host.aborted', 'interrupted while PowerShell was asked');
}
