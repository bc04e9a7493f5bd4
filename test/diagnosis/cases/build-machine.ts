import type { Host } from '../../../toolkit/host/host.ts';
import type { Protocol } from '../../../toolkit/ports/port-range.ts';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { startContainer } from '../../../toolkit/simulation/docker-engine.ts';
import type {
  MachineState,
  RangeKind,
  RegistryValue,
  SimulatedSocket,
} from '../../../toolkit/simulation/machine-state.ts';
import { insertRange } from '../../../toolkit/simulation/ranges.ts';
import { createSimulatedHost } from '../../../toolkit/simulation/simulated-host.ts';

/** One thing about a machine that is not as on a fresh one. */
export type MachineChange =
  /** A program serves a port. tcp listens, udp is bound. */
  | {
      readonly listen: number;
      /** Without `.exe`, as Get-Process names it. */
      readonly by: string;
      readonly services?: readonly string[];
      /** @defaultValue a number of its own; 4 is the kernel, with http.sys in it */
      readonly processId?: number;
      readonly address?: string;
      readonly protocol?: Protocol;
      readonly options?: SimulatedSocket['options'];
      readonly user?: string;
    }
  /** A client connection uses the port as its own end. */
  | { readonly connect: number; readonly by: string }
  /** A row of the exclusion table; with a star it is administered. */
  | {
      readonly row: string;
      readonly owner: string;
      readonly kind?: RangeKind;
      readonly protocol?: Protocol;
      /** @defaultValue false */
      readonly persistent?: boolean;
    }
  /** A portproxy rule for which IP Helper listens. */
  | { readonly portProxy: number; readonly to: string; readonly toPort: number }
  | { readonly registryKey: string; readonly name: string; readonly value: RegistryValue }
  | { readonly file: string; readonly holds: string }
  /** Somebody tries to start the container, now that everything above is so. */
  | { readonly start: string };

/** A simulated machine, as what differs from a fresh one on which winnat has drawn no block yet. */
export interface CaseMachine {
  readonly options?: MachineOptions;
  readonly changes?: readonly MachineChange[];
}

/** Makes the machine of a case and a host of it. */
export function hostOf({ options = {}, changes = [] }: CaseMachine): Host {
  const machine = createMachine(options);
  for (const protocol of ['tcp', 'udp'] as const) {
    machine.ranges[protocol] = machine.ranges[protocol].filter(({ owner }) => owner !== 'winnat');
  }
  machine.sockets = machine.sockets.filter(({ state }) => state !== 'connected');
  for (const [index, change] of changes.entries()) apply(machine, change, 20_000 + index);
  return createSimulatedHost({ machine });
}

function apply(machine: MachineState, change: MachineChange, freeProcessId: number): void {
  if ('listen' in change) addListener(machine, change, change.processId ?? freeProcessId);
  else if ('connect' in change) addConnection(machine, change, freeProcessId);
  else if ('row' in change) addRow(machine, change);
  else if ('portProxy' in change) addPortProxy(machine, change);
  else if ('registryKey' in change) {
    machine.registry[change.registryKey] = {
      ...machine.registry[change.registryKey],
      [change.name]: change.value,
    };
  } else if ('file' in change) machine.files[change.file] = change.holds;
  else startContainer(machine, change.start);
}

type Change<Key extends string> = Extract<MachineChange, Readonly<Record<Key, unknown>>>;

function addListener(machine: MachineState, change: Change<'listen'>, processId: number): void {
  const { listen, by, services = [], address = '0.0.0.0', protocol = 'tcp' } = change;
  machine.processes[processId] ??= { name: by, services };
  machine.sockets.push({
    protocol,
    localAddress: address,
    localPort: listen,
    state: protocol === 'tcp' ? 'listening' : 'bound',
    processId,
    options: change.options ?? 'default',
    user: change.user ?? 'user',
  });
}

function addConnection(machine: MachineState, { connect, by }: Change<'connect'>, processId: number): void {
  machine.processes[processId] = { name: by, services: [] };
  machine.sockets.push({
    protocol: 'tcp',
    localAddress: '192.168.1.20',
    localPort: connect,
    state: 'connected',
    processId,
    options: 'default',
    user: 'user',
  });
}

function addRow(machine: MachineState, change: Change<'row'>): void {
  const { row, owner, protocol = 'tcp', persistent = false } = change;
  const [first = '', last = first] = row.replace('*', '').split('-');
  insertRange(machine, protocol, {
    startPort: Number(first),
    numberOfPorts: Number(last) - Number(first) + 1,
    kind: change.kind ?? (row.endsWith('*') ? 'administered' : 'runtime'),
    owner,
    active: true,
    persistent,
  });
}

/** Process 2764 is IP Helper's on every simulated machine. */
const IP_HELPER = 2764;

function addPortProxy(machine: MachineState, { portProxy, to, toPort }: Change<'portProxy'>): void {
  machine.portProxies.push({
    listenAddress: '0.0.0.0',
    listenPort: portProxy,
    connectAddress: to,
    connectPort: toPort,
  });
  addListener(machine, { listen: portProxy, by: 'svchost', services: ['iphlpsvc'] }, IP_HELPER);
}
