import { askedPorts } from '../diagnosis/asked-port.ts';
import { type WatchRound, watchMachine } from '../diagnosis/watch-machine.ts';
import type { Host } from '../host/host.ts';
import { REAL_CLOCK } from '../host/real-clock.ts';
import { findHook } from '../host/run-hook.ts';
import { parsePortSpecs } from '../ports/port-spec.ts';
import { watchEventDocument } from '../report/watch-event-document.ts';
import { watchEventText } from '../report/watch-event-text.ts';
import type { WatchCommandOptions } from './commands/watch.ts';
import { createHookQueue, type HookQueue } from './hook-queue.ts';
import { openHost } from './host-options.ts';
import type { Terminal } from './terminal.ts';

export interface WatchCall {
  readonly ports: readonly string[];
  /** What stands after `--`. */
  readonly hookArguments: readonly string[];
  readonly options: WatchCommandOptions;
}

/** Watches until Ctrl-C, until nobody reads any more, or with `--once` until the first change. @returns 0 */
export async function watchPorts(
  { ports: words, hookArguments, options }: WatchCall,
  terminal: Terminal,
): Promise<number> {
  const ports = askedPorts(parsePortSpecs(words));
  const hook = options.onChange === undefined ? undefined : findHook(options.onChange, hookArguments);
  const reader = watchReader();
  const signal = AbortSignal.any([terminal.signal, reader.gone]);
  const host = await openHost(options, { ...terminal, signal }, 'look');
  const queue = hook && createHookQueue(hook, { terminal, signal });
  try {
    const intervalMs = options.interval * 1000;
    for await (const round of watchMachine(host, { ports, intervalMs, clock: REAL_CLOCK, signal })) {
      const changes = show(round, { host, options, terminal, queue });
      if (options.once === true && changes > 0) break;
    }
    await queue?.idle();
  } finally {
    reader.forget();
    await host.close();
  }
  return 0;
}

interface Showing {
  readonly host: Host;
  readonly options: WatchCommandOptions;
  readonly terminal: Terminal;
  readonly queue: HookQueue | undefined;
}

/** Prints a round's events and hands the changes to the command. @returns How many were changes. */
function show({ events, atMs }: WatchRound, { host, options, terminal, queue }: Showing): number {
  for (const event of events) {
    const document = watchEventDocument(event, host.kind, atMs);
    terminal.print(options.json === true ? JSON.stringify(document) : watchEventText(event, atMs, terminal));
    if (event.kind !== 'watching') queue?.add(document);
  }
  return events.filter(({ kind }) => kind !== 'watching').length;
}

/** `gone` fires when standard output is closed at its other end (`| head -1`): what nobody reads would never end. */
function watchReader(): { readonly gone: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const onError = () => controller.abort();
  process.stdout.once('error', onError);
  return { gone: controller.signal, forget: () => void process.stdout.off('error', onError) };
}
