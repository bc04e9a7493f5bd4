import type { Answer, Question } from '../host/questions.ts';
import type { Protocol } from '../ports/port-range.ts';
import { formatIpv4Network, isIpv4Address, networkMask, parseIpv4Network } from './ipv4-network.ts';

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
  const isFrom = isSame(rule.remoteAddresses.map(inOneSpelling), [inOneSpelling(remoteAddress)]);
  const isIn = isSame(rule.profiles.flatMap(kindsOfNetwork), profiles);
  return isInbound && isPort && (layer === 'hyper-v' || (isFrom && isIn));
}

/** Guess: a rule for every kind of network may be read as one for any. */
function kindsOfNetwork(profile: string): readonly string[] {
  return profile.toLowerCase() === 'any' ? ['Domain', 'Private', 'Public'] : [profile];
}

const KEYWORDS: ReadonlySet<string> = new Set(['localsubnet', 'any']);

/** Whether a rule can be limited to it: `LocalSubnet`, `Any`, an address or a network. */
export function isRemoteAddress(text: string): boolean {
  return KEYWORDS.has(text.toLowerCase()) || networkOf(text) !== undefined;
}

/**
 * Windows gives a network back with its mask, whichever way it was written: `192.168.1.0/255.255.255.0` for
 * `192.168.1.0/24` (dsccommunity/NetworkingDsc#404).
 */
function inOneSpelling(text: string): string {
  return networkOf(text) ?? text;
}

/** `address/prefix length`, undefined for text that is neither an address nor a network. */
function networkOf(text: string): string | undefined {
  const [, address = '', suffix] = /^([^/]+)(?:\/([\d.]+))?$/.exec(text) ?? [];
  if (isIpv4Address(address)) {
    const network = parseIpv4Network(`${address}/${prefixLength(suffix ?? '32')}`);
    return network && formatIpv4Network(network);
  }
  const bits = Number(suffix ?? '128');
  const url = `http://[${address}]`;
  if (!/^[\da-f:.]+$/i.test(address) || !URL.canParse(url) || bits > 128) return undefined;
  // A URL has the one spelling of RFC 5952.
  return `${new URL(url).hostname}/${bits}`;
}

const MASKS = Array.from({ length: 33 }, (_, bits) => networkMask({ first: 0, size: 2 ** (32 - bits) }));

/** Of a mask in four numbers; anything else as it is. */
function prefixLength(suffix: string): string {
  return suffix.includes('.') ? String(MASKS.indexOf(suffix)) : suffix;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  const ordered = (texts: readonly string[]) => texts.map((text) => text.toLowerCase()).sort();
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}
