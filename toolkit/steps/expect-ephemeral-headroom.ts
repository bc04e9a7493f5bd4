import type { Host } from '../host/host.ts';
import { contains, type PortRange } from '../ports/port-range.ts';
import type { Expectation } from '../scenario/step.ts';
import { queryRegistryValue, readRegistryValue } from '../windows/registry.ts';
import { readServiceState } from './read-service.ts';

export interface HeadroomState {
  /** Outgoing connections with a local port of their own now. */
  readonly inUse: number;
  readonly available: number;
  readonly server: boolean;
  readonly kubernetes: boolean;
}

const PRODUCT_OPTIONS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions';
/** `ProductType` of a client edition; servers have ServerNT or LanmanNT (Windows registry documentation). */
const CLIENT = 'WinNT';
const FULL = 0.8;

/** Expects that the ports in use now fit into the range, and says how many are left. Warns where many are needed. */
export function expectEphemeralHeadroom(range: PortRange): Expectation<HeadroomState> {
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'ephemeral-headroom',
    title: 'Check that the ephemeral ports in use fit into the range',
    async check(host) {
      const [inUse, server, kubernetes] = await Promise.all([
        countEphemeral(host),
        isServer(host),
        isKubernetesNode(host),
      ]);
      return { inUse, available: range.numberOfPorts, server, kubernetes };
    },
    isSatisfied: ({ inUse, available }) => inUse < available * FULL,
    describe: ({ inUse, available }) =>
      `${inUse} ephemeral ports in use, ${available - inUse} of ${available} left`,
    refusal: ({ inUse, available }) => ({
      reason: `${inUse} ephemeral ports are in use and the range has only ${available}`,
      remedy: 'reserve your ports instead: portwright run reserve-ports --ports PORTS',
    }),
    notes: (state) => [
      `${state.inUse} ephemeral ports in use, ${state.available - state.inUse} of ${state.available} left`,
      ...(state.server
        ? ['this is a Windows Server: busy servers run out of ephemeral ports when the range shrinks']
        : []),
      ...(state.kubernetes
        ? ['this is a Kubernetes node: prefer an exclusion for your ports to a smaller range']
        : []),
    ],
  };
}

/** Connections whose local port nobody listens on: those took it from the dynamic range. */
async function countEphemeral(host: Host): Promise<number> {
  const { sockets } = await host.ask('listeners', {});
  const listening = new Set(
    sockets.filter(({ state }) => state === 'listening').map(({ localPort }) => localPort),
  );
  const user: PortRange = { startPort: 1024, numberOfPorts: 64512 };
  const ephemeral = sockets.filter(
    ({ state, localPort }) => state === 'connected' && contains(user, localPort) && !listening.has(localPort),
  );
  return new Set(ephemeral.map(({ protocol, localPort }) => `${protocol} ${localPort}`)).size;
}

async function isServer(host: Host): Promise<boolean> {
  const value = readRegistryValue(await host.run(queryRegistryValue(PRODUCT_OPTIONS, 'ProductType')));
  return value !== undefined && value.data !== CLIENT;
}

async function isKubernetesNode(host: Host): Promise<boolean> {
  return (await readServiceState(host, 'kubelet')) !== 'absent';
}
