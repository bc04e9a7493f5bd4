import type { Host } from '../host/host.ts';
import type { Refusal, Step } from '../scenario/step.ts';
import {
  addPortProxy,
  deletePortProxy,
  isSameListener,
  isSamePortProxy,
  type PortProxy,
  storedPortProxy,
} from '../windows/port-proxy.ts';
import { PORT_PROXY } from '../windows/registry.ts';
import {
  type ForwardingOptions,
  type FoundPortProxies,
  foreignRules,
  formatPortProxy,
  readPortProxyRules,
} from './port-proxy-rules.ts';
import { tryWslAddress } from './read-wsl-target.ts';
import { runCommand } from './run-command.ts';

export interface PortProxiesState extends FoundPortProxies {
  /** Where the distribution is reached now; null where that cannot be told, which an undo need not know. */
  readonly address: string | null;
  /** Why there is no address. */
  readonly problem: string | null;
  /** Rules to add where nobody listens yet. */
  readonly missing: readonly PortProxy[];
  /** Rules of an earlier run that lead elsewhere by now, to be replaced. */
  readonly stale: readonly PortProxy[];
}

export interface PortProxyOptions extends ForwardingOptions {
  readonly distribution?: string | undefined;
}

/** By which a journal names the step: what it added is in the `missing`, `stale` and `address` of its state. */
export const PORT_PROXIES_ID = 'port-proxies-v4tov4';

/**
 * Ensures one portproxy rule for each port, to where the distribution is reached now.
 *
 * WSL's address is another one after each of its starts, and the rule stays: calling again leads it to the new address. A rule
 * that no journal vouches for is refused, whoever made it. Undo takes away what was added, and puts back the former own rules.
 */
export function ensurePortProxies(options: PortProxyOptions): Step<PortProxiesState> {
  const { ports, listenAddress } = options;
  return {
    kind: 'step',
    id: PORT_PROXIES_ID,
    title: `Forward ${listenAddress} tcp ${ports.join(', ')} to WSL`,
    check: (host) => readState(host, options),
    isSatisfied: ({ address, missing, stale }) => address !== null && missing.length + stale.length === 0,
    changes: (state) => [
      ...state.missing.map((rule, index) => ({
        action: 'add' as const,
        what: `portproxy v4tov4 ${formatPortProxy(rule)}`,
        ...(index === 0 && {
          notes: ['leads to the address that WSL has now: after a restart of WSL call this again'],
        }),
      })),
      ...replacements(state).map(([former, rule]) => ({
        action: 'change' as const,
        what: `portproxy v4tov4 ${formatPortProxy(former)} → ${rule.connectAddress}:${rule.connectPort}`,
        notes: ['an earlier run added it, and WSL has another address by now'],
      })),
    ],
    refusal: refusalOf,
    promises: ({ address }) =>
      address === null
        ? []
        : wantedRules(options, address).map((rule) => ({
            kind: 'registry-value',
            key: PORT_PROXY,
            ...storedPortProxy(rule),
          })),
    async apply(host, state) {
      for (const rule of addedRules(state)) {
        await runCommand(host, addPortProxy('v4tov4', rule), `forward ${formatPortProxy(rule)}`);
      }
    },
    undo: (host, before) => putBack(host, before, options),
    isRestored: (now, before) =>
      !addedRules(before).some((rule) => has(now.rules, rule)) &&
      before.stale.every((rule) => now.rules.some((each) => isSameListener(each, rule))),
    restores: ({ missing, stale }) => [
      ...missing.map((rule) => ({
        kind: 'no-registry-value' as const,
        key: PORT_PROXY,
        name: storedPortProxy(rule).name,
      })),
      ...stale.map((rule) => ({
        kind: 'registry-value' as const,
        key: PORT_PROXY,
        ...storedPortProxy(rule),
      })),
    ],
  };
}

/** The rules that a journaled state of the step made: the missing ones, and those in the place of the stale. */
export function addedRules(state: Pick<PortProxiesState, 'missing' | 'stale' | 'address'>): PortProxy[] {
  return [...state.missing, ...replacements(state).map(([, rule]) => rule)];
}

function replacements({
  stale,
  address,
}: Pick<PortProxiesState, 'stale' | 'address'>): (readonly [former: PortProxy, rule: PortProxy])[] {
  return address === null ? [] : stale.map((rule) => [rule, { ...rule, connectAddress: address }]);
}

async function readState(host: Host, options: PortProxyOptions): Promise<PortProxiesState> {
  const [found, { address, problem }] = await Promise.all([
    readPortProxyRules(host, options),
    // A rollback looks at the rules when WSL may be down: then the rules alone count.
    tryWslAddress(host, options.distribution),
  ]);
  const wanted = address === null ? [] : wantedRules(options, address);
  const absent = wanted.filter((rule) => !has(found.rules, rule));
  const stale = absent.flatMap((rule) => found.own.filter((each) => isSameListener(each, rule)));
  const missing = absent.filter((rule) => !stale.some((each) => isSameListener(each, rule)));
  return { ...found, address, problem, missing, stale };
}

function wantedRules({ listenAddress, ports }: ForwardingOptions, address: string): PortProxy[] {
  return ports.map((port) => ({
    listenAddress,
    listenPort: port,
    connectAddress: address,
    connectPort: port,
  }));
}

function refusalOf({ problem, ...state }: PortProxiesState): Refusal | undefined {
  if (problem !== null) return { reason: problem, remedy: 'wsl --list --running shows what runs' };
  const wanted = [...state.rules.filter((rule) => isWanted(rule, state)), ...addedRules(state)];
  const [foreign] = foreignRules(state, wanted);
  if (foreign === undefined) return undefined;
  const { listenAddress, listenPort } = foreign;
  const text = formatPortProxy(foreign);
  if (has(state.own, foreign)) {
    return {
      reason: `an earlier run of Portwright listens there on another address: ${text}`,
      remedy: 'portwright runs names it; roll it back, or ask for the same --listen-address',
    };
  }
  return {
    reason: `a portproxy rule that no run of Portwright added listens there: ${text}`,
    remedy: `if you are sure that nobody needs it, run it yourself: netsh interface portproxy delete v4tov4 listenport=${listenPort} listenaddress=${listenAddress}`,
  };
}

/** A rule that is exactly as it should be was neither missing nor stale. */
function isWanted(
  rule: PortProxy,
  { address, missing }: Pick<PortProxiesState, 'address' | 'missing'>,
): boolean {
  const isThere = rule.connectAddress === address && rule.connectPort === rule.listenPort;
  return isThere && !missing.some((each) => each.listenPort === rule.listenPort);
}

async function putBack(host: Host, before: PortProxiesState, options: PortProxyOptions): Promise<void> {
  const { rules } = await readPortProxyRules(host, options);
  for (const rule of before.missing.filter((each) => has(rules, each))) {
    await runCommand(host, deletePortProxy('v4tov4', rule), `remove ${formatPortProxy(rule)}`);
  }
  for (const [former, rule] of replacements(before)) {
    const isVacant = !rules.some((each) => isSameListener(each, former));
    if (isVacant || has(rules, rule))
      await runCommand(host, addPortProxy('v4tov4', former), `forward ${formatPortProxy(former)} again`);
  }
}

function has(rules: readonly PortProxy[], rule: PortProxy): boolean {
  return rules.some((each) => isSamePortProxy(each, rule));
}
