import { z } from 'zod';
import {
  defineScenario,
  ensureFirewallRules,
  ensureWslNetworkingMode,
  ensureWslRestarted,
  expectMirroredPossible,
  expectWslNetworkingMode,
  MIRRORED,
  portsParameter,
  portsProblem,
  requiredUserProfile,
  singlePorts,
  userProfileParameter,
  when,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'wsl-mirrored',
  title: 'Give WSL the addresses of Windows, and open ports of it',
  summary:
    'Sets networkingMode=mirrored in .wslconfig, which takes effect after wsl --shutdown, and opens one Hyper-V firewall rule for each port: never the default for everything.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    shutdownWsl: z
      .boolean()
      .default(false)
      .describe('Run wsl --shutdown at the end, and start Docker Desktop again where it ran'),
    userProfile: userProfileParameter,
  }),
  validate: ({ ports }) => portsProblem(ports, ['tcp', 'udp']),
  steps: ({ ports, shutdownWsl, userProfile }) => {
    const settings = { userProfile: requiredUserProfile(userProfile), mode: MIRRORED };
    return [
      expectMirroredPossible({ atOnce: shutdownWsl }),
      ensureWslNetworkingMode(settings),
      ensureFirewallRules({
        layer: 'hyper-v',
        ports: singlePorts(ports),
        remoteAddress: 'Any',
        profiles: ['Domain', 'Private', 'Public'],
      }),
      ...when(shutdownWsl, () => [ensureWslRestarted(MIRRORED)]),
      expectWslNetworkingMode(settings),
    ];
  },
});
