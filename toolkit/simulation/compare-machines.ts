import { formatPortRange, PROTOCOLS } from '../ports/port-range.ts';
import type { MachineState, ReservedRange, SimulatedContainer, SimulatedSocket } from './machine-state.ts';
import { WINNAT } from './winnat.ts';

/**
 * Says in words how two states of a machine differ in what must last: every entry but winnat's random blocks, dynamic port
 * ranges, registry, services, features, tasks, port proxies, firewall rules, containers, servers' sockets, files and folders; and, unless
 * Windows was restarted in between, which WSL distributions run.
 *
 * Left out is what passes or is random (winnat's blocks, client connections, clock, random numbers, requests, faults, boots)
 * and what nothing but a restart of WSL brings back: its network after winnat was down. A container that does not run is
 * one, whether it was created or has exited.
 *
 * @returns One line per difference, in a fixed order; empty when the machine is as it was.
 */
export function differences(before: MachineState, after: MachineState): string[] {
  const isSameBoot = before.boots === after.boots;
  const old = describe(before, isSameBoot);
  const now = describe(after, isSameBoot);
  return Object.keys(old).flatMap((aspect) =>
    compare(aspect, old[aspect] ?? new Map(), now[aspect] ?? new Map()),
  );
}

/** Facts by what they are about. */
type Facts = ReadonlyMap<string, string>;

function compare(aspect: string, before: Facts, after: Facts): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) return [];
    if (was === undefined) return [`${aspect} ${name} was added (${is})`];
    if (is === undefined) return [`${aspect} ${name} is gone (was ${was})`];
    return [`${aspect} ${name} was ${was}, is ${is}`];
  });
}

function describe(machine: MachineState, isSameBoot: boolean): Record<string, Facts> {
  return {
    'excluded port range': rangesOf(machine),
    'dynamic port range': dynamicRangesOf(machine),
    'registry value': registryOf(machine),
    service: facts(Object.values(machine.services), ({ name, status }) => [name, status]),
    feature: facts(Object.entries(machine.features), (entry) => entry),
    task: facts(Object.entries(machine.tasks), ([name, { run, schedule, user }]) => [
      name,
      `${schedule} as ${user}: ${run}`,
    ]),
    'port proxy': facts(machine.portProxies, (rule) => [
      `${rule.listenAddress}:${rule.listenPort}`,
      `to ${rule.connectAddress}:${rule.connectPort}`,
    ]),
    'firewall rule': facts(machine.firewallRules ?? [], ({ layer, name, ...rule }) => [
      `${name} (${layer})`,
      JSON.stringify(rule),
    ]),
    container: facts(machine.docker.containers, (each) => [each.name, containerOf(each)]),
    Docker: facts(['engine'], (name) => [name, machine.docker.running ? 'running' : 'stopped']),
    image: facts(machine.docker.images, (name) => [name, 'there']),
    distribution: facts(isSameBoot ? machine.wsl.distributions : [], ({ name, running }) => [
      name,
      running ? 'running' : 'stopped',
    ]),
    socket: socketsOf(machine.sockets),
    'NAT network': facts(machine.netNats, (name) => [name, 'there']),
    restart: facts(['of Windows'], (name) => [name, machine.restartPending ? 'pending' : 'not pending']),
    file: facts(Object.entries(machine.files), ([path, text]) => [path, JSON.stringify(text)]),
    folder: facts(Object.entries(machine.folders), ([path, folder]) => [path, JSON.stringify(folder)]),
  };
}

function facts<Item>(items: readonly Item[], tell: (item: Item) => readonly [string, string]): Facts {
  return new Map(items.map(tell));
}

function rangesOf(machine: MachineState): Facts {
  return new Map(
    PROTOCOLS.flatMap((protocol) =>
      machine.ranges[protocol]
        .filter(({ owner, kind }) => owner !== WINNAT || kind !== 'runtime')
        .map((entry): [string, string] => [`${protocol} ${formatPortRange(entry)}`, rangeOf(entry)]),
    ),
  );
}

function rangeOf({ kind, owner, active, persistent }: ReservedRange): string {
  const stores = [active && 'active', persistent && 'persistent'].filter(Boolean).join(' and ');
  return `${kind} of ${owner}, ${stores}`;
}

function dynamicRangesOf({ dynamic, switches }: MachineState): Facts {
  const families = switches.dynamicRangePerFamily ? (['ipv4', 'ipv6'] as const) : (['ipv4'] as const);
  return new Map(
    (['active', 'persistent'] as const).flatMap((store) =>
      families.flatMap((family) =>
        PROTOCOLS.map((protocol): [string, string] => {
          const { startPort, numberOfPorts } = dynamic[store][family][protocol];
          return [`${family} ${protocol} (${store})`, `${startPort}+${numberOfPorts}`];
        }),
      ),
    ),
  );
}

function registryOf({ registry }: MachineState): Facts {
  return new Map(
    Object.entries(registry).flatMap(([key, values]) =>
      Object.entries(values).map(([name, { type, data }]): [string, string] => [
        `${key}\\${name}`,
        `${type} ${data}`,
      ]),
    ),
  );
}

function containerOf({ image, status, published, bindings }: SimulatedContainer): string {
  const ports = bindings.map(({ hostIp, hostPort, containerPort, protocol }) =>
    [hostIp, hostPort, `${containerPort}/${protocol}`].filter((part) => part !== '').join(':'),
  );
  return `${image} ${status === 'running' ? 'running' : 'not running'}, ${ports.join(' ')} ${published ? 'published' : 'not published'}`;
}

function socketsOf(sockets: readonly SimulatedSocket[]): Facts {
  const servers = sockets.filter(({ state }) => state !== 'connected');
  return facts(servers, ({ protocol, localAddress, localPort, processId, options }) => [
    `${protocol} ${localAddress}:${localPort} of process ${processId}`,
    options,
  ]);
}
