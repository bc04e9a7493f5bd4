import { isSameRange, overlaps, type PortRange } from '../ports/port-range.ts';
import { subtractRanges } from '../ports/port-set.ts';
import type { PromisedFact, StepPromise } from '../scenario/promised-fact.ts';
import { findFirewallRule } from '../simulation/firewall.ts';
import type { MachineState } from '../simulation/machine-state.ts';
import { registryView } from '../simulation/programs/registry-keys.ts';
import { PORT_PROXY } from '../windows/registry.ts';
import { readNetworkingMode } from '../windows/wsl-config.ts';
import { hasNoBlockOutside } from './judgements.ts';

type Fact<Kind extends PromisedFact['kind']> = Extract<PromisedFact, { readonly kind: Kind }>;
type Judges = {
  readonly [Kind in PromisedFact['kind']]: (machine: MachineState, fact: Fact<Kind>) => boolean;
};

/** Promises that the machine's own state does not keep, in words; never judged by what a parser read. */
export function brokenPromises(machine: MachineState, promises: readonly StepPromise[]): readonly string[] {
  return promises
    .filter(({ fact }) => !isKept(machine, fact))
    .map(({ stepId, fact }) => `${stepId} promised ${JSON.stringify(fact)}`);
}

function isKept<Kind extends PromisedFact['kind']>(machine: MachineState, fact: Fact<Kind>): boolean {
  return JUDGES[fact.kind](machine, fact);
}

const JUDGES: Judges = {
  'excluded-port-range': (machine, fact) => {
    const rows = machine.ranges[fact.protocol].filter(
      ({ kind, active, persistent }) => kind === 'administered' && active && (persistent || !fact.lasting),
    );
    return subtractRanges([fact], rows).length === 0;
  },
  'no-excluded-port-range': (machine, fact) =>
    !machine.ranges[fact.protocol].some((row) => isSameRange(row, fact)),
  'dynamic-port-range': ({ dynamic, switches }, fact) => {
    const family = switches.dynamicRangePerFamily ? fact.family : 'ipv4';
    const stores = fact.lasting ? (['active', 'persistent'] as const) : (['active'] as const);
    return stores.every((store) => isSameRange(dynamic[store][family][fact.protocol], fact));
  },
  'no-block-outside': (machine, fact) => hasNoBlockOutside(machine, fact).length === 0,
  'no-registry-value': (machine, fact) => registryValue(machine, fact) === undefined,
  'registry-value': (machine, fact) => {
    const value = registryValue(machine, fact);
    return value?.type === fact.type && value.data === fact.data;
  },
  'service-state': ({ services }, { service, state }) => services[service.toLowerCase()]?.status === state,
  'firewall-rule': (machine, { protocol, port, ...id }) => {
    const rule = findFirewallRule(machine, id);
    const isOpen = rule?.enabled === true && rule.direction === 'Inbound' && rule.action === 'Allow';
    return isOpen && rule.protocol.toLowerCase() === protocol && rule.localPorts.includes(String(port));
  },
  'no-firewall-rule': (machine, fact) => findFirewallRule(machine, fact) === undefined,
  'wsl-networking-mode': ({ files }, { path, mode }) =>
    (readNetworkingMode(files[path] ?? '') ?? null) === mode,
  'windows-feature': ({ features }, { featureName, enabled }) =>
    Object.entries(features).some(
      ([name, state]) => name === featureName && (enabled ? state === 'Enabled' : state === 'Disabled'),
    ),
  'port-bindable': (machine, { protocol, ports }) =>
    ports.every((port) => !isHeld(machine, protocol, { startPort: port, numberOfPorts: 1 })),
  'container-serves': (machine, { container }) => isServing(machine, container),
  'no-container': ({ docker }, { container }) => !docker.containers.some(({ name }) => name === container),
};

/** The machine keeps full names of keys, as reg.exe prints them; portproxy rules have no key while there is none. */
function registryValue(
  machine: MachineState,
  { key, name }: { readonly key: string; readonly name: string },
) {
  const values = registryView(machine)[key.replace(/^HKLM\\/, 'HKEY_LOCAL_MACHINE\\')];
  if (values === undefined && key !== PORT_PROXY) throw new Error(`the machine has no key ${key}`);
  return values?.[name];
}

function isHeld({ ranges, sockets }: MachineState, protocol: 'tcp' | 'udp', port: PortRange): boolean {
  const reserved = ranges[protocol].some(
    (row) => row.active && row.kind !== 'administered' && overlaps(row, port),
  );
  const inUse = sockets.some(
    (socket) =>
      socket.protocol === protocol &&
      socket.localPort === port.startPort &&
      !socket.localAddress.includes(':'),
  );
  return reserved || inUse;
}

function isServing({ docker, sockets, processes }: MachineState, container: string): boolean {
  const found = docker.containers.find(({ name }) => name === container);
  if (found?.status !== 'running' || !found.published) return false;
  return found.bindings.every(({ protocol, hostPort }) =>
    sockets.some(
      (socket) =>
        socket.protocol === protocol &&
        socket.localPort === hostPort &&
        socket.state !== 'connected' &&
        /docker/.test(processes[socket.processId]?.name ?? ''),
    ),
  );
}
