import type { Question } from '../host/questions.ts';
import { formatIpv4Network, networkMask, parseIpv4Network } from '../windows/ipv4-network.ts';
import type { MachineState, SimulatedFirewallRule } from './machine-state.ts';

type RuleId = Question<'firewall-rule'>;

/** Windows 11 22H2, the first with the Hyper-V firewall and with WSL's mirrored mode (WSL documentation). */
export const FIRST_MIRRORED_BUILD = 22_621;

/** Finds a rule by its name, in any case. */
export function findFirewallRule(
  machine: MachineState,
  { layer, name }: RuleId,
): SimulatedFirewallRule | undefined {
  return machine.firewallRules?.find(
    (rule) => rule.layer === layer && rule.name.toLowerCase() === name.toLowerCase(),
  );
}

/** `New-NetFirewallRule` and `New-NetFirewallHyperVRule`. @returns False where there is a rule of that name. */
export function addFirewallRule(machine: MachineState, question: Question<'add-firewall-rule'>): boolean {
  if (findFirewallRule(machine, question)) return false;
  const { layer, name, displayName, protocol, port, remoteAddress, profiles } = question;
  const isHyperV = layer === 'hyper-v';
  const rule: SimulatedFirewallRule = {
    layer,
    name,
    displayName,
    enabled: true,
    direction: 'Inbound',
    action: 'Allow',
    protocol: protocol.toUpperCase(),
    localPorts: [String(port)],
    remoteAddresses: [isHyperV ? 'Any' : withMask(remoteAddress)],
    profiles: isHyperV ? [] : profiles.split(','),
  };
  machine.firewallRules = [...(machine.firewallRules ?? []), rule];
  return true;
}

/** A network is read with its mask, whichever way it was written (dsccommunity/NetworkingDsc#404). */
function withMask(address: string): string {
  const network = parseIpv4Network(address);
  if (network === undefined) return address;
  const [first] = formatIpv4Network(network).split('/');
  return `${first}/${networkMask(network)}`;
}

/** `Remove-NetFirewallRule` and `Remove-NetFirewallHyperVRule`. @returns False where there is no such rule. */
export function removeFirewallRule(machine: MachineState, question: RuleId): boolean {
  const found = findFirewallRule(machine, question);
  machine.firewallRules = machine.firewallRules?.filter((rule) => rule !== found) ?? [];
  return found !== undefined;
}
