import type { Answer, Question } from '../host/questions.ts';
import type { Protocol } from '../ports/port-range.ts';

/** The firewall of Windows itself, or the one before the virtual machine of WSL (Hyper-V firewall, Windows 11 22H2). */
export type FirewallLayer = Question<'firewall-rule'>['layer'];

/** A rule as Windows has it. */
export type FirewallRule = NonNullable<Answer<'firewall-rule'>['rule']>;

/** One port that is to be reached from outside. */
export interface OpenPort {
  readonly layer: FirewallLayer;
  readonly protocol: Protocol;
  readonly port: number;
  /** From where: an address, a network, or a keyword of Windows' such as `LocalSubnet`. Of the layer `host` only. */
  readonly remoteAddress: string;
  /** In which kinds of network. Of the layer `host` only. */
  readonly profiles: readonly NetworkProfile[];
}

export type NetworkProfile = 'Domain' | 'Private' | 'Public';

/** The name a rule of Portwright's is found by. No wildcard is in it. */
export function firewallRuleName({ protocol, port }: Pick<OpenPort, 'protocol' | 'port'>): string {
  return `Portwright-${port}-${protocol}`;
}

/** What PowerShell is asked to add. */
export function newFirewallRule(open: OpenPort): Question<'add-firewall-rule'> {
  const { layer, protocol, port, remoteAddress, profiles } = open;
  return {
    layer,
    name: firewallRuleName(open),
    displayName: `Portwright: WSL ${port}/${protocol}`,
    protocol,
    port,
    remoteAddress,
    profiles: profiles.join(','),
  };
}

/** Whether the rule opens exactly that port, no more and no less. */
export function opens(rule: FirewallRule, open: OpenPort): boolean {
  const { layer, protocol, port, remoteAddress, profiles } = open;
  const isInbound = rule.enabled && rule.direction === 'Inbound' && rule.action === 'Allow';
  const isPort = rule.protocol.toLowerCase() === protocol && isSame(rule.localPorts, [String(port)]);
  const isFrom =
    layer === 'hyper-v' || (isSame(rule.remoteAddresses, [remoteAddress]) && isSame(rule.profiles, profiles));
  return isInbound && isPort && isFrom;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  const ordered = (texts: readonly string[]) => texts.map((text) => text.toLowerCase()).sort();
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}
