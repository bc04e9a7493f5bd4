import { PesterRunnerError, type PesterRunnerErrorCode } from './errors.ts';

/** Where a test is written. */
export interface TestPlace {
  readonly path: readonly string[];
  readonly file: string;
  readonly line: number;
}

/** Waits for whatever may end a run before its time. */
export interface StopWatch {
  /** Rejects with the reason. Never resolves. */
  readonly stopped: Promise<never>;
  /** Calls a function of the caller's; what it throws stops the run. */
  guard(call: () => void): void;
  /** Notes which test is running, for the message; undefined between tests. */
  isRunning(test: TestPlace | undefined): void;
  /** ` in <test>`, or nothing between tests. */
  where(): string;
  dispose(): void;
}

/** Stops at the timeout, at the caller's signal, and when a function of the caller's throws. */
export function watchForStop(options: {
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}): StopWatch {
  const { timeoutMs, signal } = options;
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  // It may reject before anybody waits for it.
  stopped.catch(() => {});
  let running: TestPlace | undefined;
  const where = (): string =>
    running === undefined ? '' : ` in ${running.path.join('.')} (${running.file}:${running.line})`;
  const stop = (code: PesterRunnerErrorCode, message: string, cause?: unknown): void =>
    reject(new PesterRunnerError(code, `${message}${where()}`, { cause }));
  const interrupt = (): void => stop('run.interrupted', 'the run was interrupted', signal?.reason);
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop('run.timed-out', `the tests did not end within ${timeoutMs} ms`), timeoutMs);
  signal?.addEventListener('abort', interrupt);
  if (signal?.aborted === true) interrupt();
  return {
    stopped,
    where,
    isRunning: (test) => {
      running = test;
    },
    guard: (call) => {
      try {
        call();
      } catch (error) {
        reject(error);
      }
    },
    dispose: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    },
  };
}
