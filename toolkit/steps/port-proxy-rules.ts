import type { Host } from '../host/host.ts';
import type { PastRuns } from '../scenario/past-runs.ts';
import {
  isSameListener,
  isSamePortProxy,
  type PortProxy,
  parsePortProxies,
  showPortProxies,
} from '../windows/port-proxy.ts';
import { runCommand } from './run-command.ts';

/** Ports on which IP Helper is to listen. */
export interface ForwardedPorts {
  readonly listenAddress: string;
  readonly ports: readonly number[];
}

export interface ForwardingOptions extends ForwardedPorts {
  readonly past: PastRuns;
}

/** The v4tov4 rules that are in the way of some ports, or are the wanted ones already. */
export interface FoundPortProxies {
  readonly rules: readonly PortProxy[];
  /** Those of them that an earlier run added, exactly so. */
  readonly own: readonly PortProxy[];
}

/** Reads the rules that listen on one of the ports, on the same address or on all. */
export async function readPortProxyRules(
  host: Host,
  { listenAddress, ports, past }: ForwardingOptions,
): Promise<FoundPortProxies> {
  const { stdout } = await runCommand(host, showPortProxies('v4tov4'), 'read the portproxy rules');
  const rules = parsePortProxies(stdout).filter(
    (rule) => ports.includes(rule.listenPort) && overlapsAddress(rule.listenAddress, listenAddress),
  );
  const added = past.addedPortProxies();
  return { rules, own: rules.filter((rule) => added.some((each) => isSamePortProxy(each, rule))) };
}

/** Rules of somebody else's that listen where a wanted one would. Ours, on the same listener, are replaced. */
export function foreignRules(
  { rules, own }: FoundPortProxies,
  wanted: readonly PortProxy[],
): readonly PortProxy[] {
  const isOurs = (rule: PortProxy) =>
    own.some((each) => isSamePortProxy(each, rule)) && wanted.some((each) => isSameListener(each, rule));
  return rules.filter((rule) => !wanted.some((each) => isSamePortProxy(each, rule)) && !isOurs(rule));
}

/** `0.0.0.0:3000 to 172.19.130.7:3000` */
export function formatPortProxy({
  listenAddress,
  listenPort,
  connectAddress,
  connectPort,
}: PortProxy): string {
  return `${listenAddress}:${listenPort} to ${connectAddress}:${connectPort}`;
}

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '*']);

function overlapsAddress(left: string, right: string): boolean {
  return left === right || EVERY_ADDRESS.has(left) || EVERY_ADDRESS.has(right);
}
