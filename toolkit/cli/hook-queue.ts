import type { ProcessOutcome } from '../host/process-runner.ts';
import { type Hook, runHook } from '../host/run-hook.ts';
import type { WatchEventDocument } from '../report/documents/watch-event-schema.ts';
import type { Terminal } from './terminal.ts';

/** Runs a person's program for one event after the other, while the watch goes on. */
export interface HookQueue {
  add(event: WatchEventDocument): void;
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>;
}

const TIMEOUT_MS = 600_000;
/** A program that is slower than the changes would fall behind for ever. */
const MOST_WAITING = 100;

/** Makes a queue. A failure is reported and stops nothing; after the signal nothing starts, and what runs is killed. */
export function createHookQueue(
  hook: Hook,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): HookQueue {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const run = async (event: WatchEventDocument) => {
    waiting -= 1;
    if (signal.aborted) return;
    const input = `${JSON.stringify(event)}\n`;
    const environment = { ...terminal.environment, ...hookEnvironment(event) };
    report(hook, await runHook(hook, { input, environment, timeoutMs: TIMEOUT_MS, signal }), terminal);
  };
  return {
    add(event) {
      if (waiting >= MOST_WAITING) {
        terminal.warn(
          `${hook.executable} is too slow: it is not told of ${event.kind}, ${waiting} others wait`,
        );
        return;
      }
      waiting += 1;
      last = last.then(() => run(event));
    },
    idle: () => last,
  };
}

/** What a script reads without parsing JSON; empty where the event has no such thing. */
function hookEnvironment(event: WatchEventDocument): Readonly<Record<string, string>> {
  const port = event.kind === 'port' ? event.to : undefined;
  return {
    PORTWRIGHT_EVENT: event.kind,
    PORTWRIGHT_PORT: port === undefined ? '' : `${port.port}`,
    PORTWRIGHT_PROTOCOL: port?.protocol ?? ('protocol' in event ? event.protocol : ''),
    PORTWRIGHT_STATE: port?.state ?? '',
    PORTWRIGHT_HOST: event.host.kind,
  };
}

/** What it printed goes to stderr: stdout belongs to the events. */
function report({ executable }: Hook, outcome: ProcessOutcome, terminal: Terminal): void {
  const printed = [outcome.stdout, outcome.stderr].map((bytes) => new TextDecoder().decode(bytes).trimEnd());
  for (const text of printed) if (text !== '') terminal.warn(text);
  const why = failureOf(outcome);
  if (why !== undefined) terminal.warn(`${executable} failed: ${why}; the watch goes on`);
}

function failureOf({ ending, exitCode, cause }: ProcessOutcome): string | undefined {
  switch (ending) {
    case 'exited':
      return exitCode === 0 ? undefined : `exit code ${exitCode}`;
    case 'timed-out':
      return `no end after ${TIMEOUT_MS / 60_000} minutes`;
    case 'not-started':
      return cause instanceof Error ? cause.message : String(cause);
    case 'aborted':
      return undefined;
  }
}
