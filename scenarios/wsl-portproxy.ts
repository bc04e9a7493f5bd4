import { z } from 'zod';
import {
  defineScenario,
  distributionParameter,
  ensureFirewallRules,
  ensurePortProxies,
  ensureServiceRunning,
  expectPortsForwardable,
  expectPortsForwarded,
  expectWslForwardable,
  IP_HELPER,
  IPV4_ADDRESS,
  portsParameter,
  portsProblem,
  remoteAddressProblem,
  singlePorts,
  userProfileParameter,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'wsl-portproxy',
  title: 'Reach ports of WSL from the local network',
  summary:
    'Forwards each port to the address that WSL has now, and lets it in through the firewall, from the local subnet and not in public networks unless told otherwise. Run it again after a restart of WSL: the address is another one then.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    distribution: distributionParameter,
    listenAddress: z
      .string()
      .regex(IPV4_ADDRESS, 'an IPv4 address of this machine, or 0.0.0.0 for all of them')
      .default('0.0.0.0')
      .describe('IPv4 address of this machine to listen on; 0.0.0.0 is every one'),
    remoteAddress: z
      .string()
      .regex(/^(LocalSubnet|Any|[0-9a-fA-F.:]+(\/\d{1,3})?)$/, 'LocalSubnet, Any, an address or a network')
      .default('LocalSubnet')
      .describe('Who may connect: LocalSubnet, Any, an address or a network'),
    publicNetworks: z.boolean().default(false).describe('Let them in on networks marked as public, too'),
    userProfile: userProfileParameter,
  }),
  validate: ({ ports, remoteAddress }) => portsProblem(ports, ['tcp']) ?? remoteAddressProblem(remoteAddress),
  steps: ({ ports, distribution, listenAddress, remoteAddress, publicNetworks, userProfile }, past) => {
    const single = singlePorts(ports);
    const forwarded = { listenAddress, ports: single.map(({ port }) => port) };
    return [
      expectWslForwardable({ distribution, userProfile }),
      expectPortsForwardable(forwarded),
      ensureServiceRunning(IP_HELPER, 'IP Helper'),
      ensureFirewallRules({
        layer: 'host',
        ports: single,
        remoteAddress,
        profiles: publicNetworks ? ['Domain', 'Private', 'Public'] : ['Domain', 'Private'],
      }),
      ensurePortProxies({ ...forwarded, distribution, past }),
      expectPortsForwarded(forwarded, distribution),
    ];
  },
});
