import type { Host } from '../host/host.ts';
import { isSameRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import type { AnyStep, Bracket } from '../scenario/step.ts';
import { setDynamicPortRange } from '../windows/dynamic-port-range.ts';
import { formatSpan } from './ensure-dynamic-port-ranges.ts';
import { readDynamicPortRange } from './read-dynamic-port-ranges.ts';
import { runCommand } from './run-command.ts';

export interface ActiveRangeState {
  readonly active: PortRange;
}

/** Sets a dynamic port range until the inner steps are done. Only the active store is touched: a restart would bring it back too. */
export function withDynamicPortRange(
  { protocol, range }: { readonly protocol: Protocol; readonly range: PortRange },
  steps: readonly AnyStep[],
): Bracket<ActiveRangeState> {
  const key = { family: 'ipv4', protocol } as const;
  const set = (host: Host, to: PortRange) =>
    runCommand(
      host,
      setDynamicPortRange({ ...key, range: to, store: 'active' }),
      `set the ${protocol} dynamic port range`,
    );
  const isActive = async (host: Host, wanted: PortRange) =>
    isSameRange(await readDynamicPortRange(host, key, 'active'), wanted);
  return {
    kind: 'bracket',
    id: `dynamic-port-range-${protocol}`,
    title: `Set the ${protocol} dynamic port range to ${formatSpan(range)} meanwhile`,
    steps,
    check: async (host) => ({ active: await readDynamicPortRange(host, key, 'active') }),
    isNeeded: ({ active }) => !isSameRange(active, range),
    changes: ({ active }) => [
      {
        action: 'cycle',
        what: `dynamic port range ${protocol} ${formatSpan(active)} → ${formatSpan(range)} → ${formatSpan(active)}`,
      },
    ],
    promises: ({ active }) => [{ kind: 'dynamic-port-range', ...key, lasting: false, ...active }],
    takeDown: async (host) => void (await set(host, range)),
    isDown: (host) => isActive(host, range),
    bringBack: async (host, { active }) => void (await set(host, active)),
    isBack: (host, { active }) => isActive(host, active),
  };
}
