import { endPort, overlaps, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import type { MachineState } from '../simulation/machine-state.ts';

/** Judgements of a machine by its own state. Each gives what is wrong, or nothing. */
export type Judgement = readonly string[];

export function isKept(machine: MachineState, protocol: Protocol, range: PortRange): Judgement {
  const rows = machine.ranges[protocol];
  const own = rows.some(
    (row) => row.kind === 'administered' && row.active && row.persistent && covers(row, range),
  );
  const blocked = rows.some((row) => row.kind !== 'administered' && overlaps(row, range));
  const name = `${protocol} ${range.startPort}-${endPort(range)}`;
  return [
    ...(own ? [] : [`${name} has no administered exclusion in both stores`]),
    ...(blocked ? [`${name} is held by a block`] : []),
  ];
}

export function isServed(machine: MachineState, container: string, port: number): Judgement {
  const found = machine.docker.containers.find(({ name }) => name === container);
  const listens = machine.sockets.some(({ localPort, state }) => localPort === port && state === 'listening');
  if (found?.status !== 'running') return [`container ${container} is ${found?.status ?? 'absent'}`];
  return [
    ...(found.published ? [] : [`container ${container} runs without its port`]),
    ...(listens ? [] : [`nobody listens on ${port}`]),
  ];
}

export function isServiceAsBefore(machine: MachineState, before: MachineState, name: string): Judgement {
  const [was, is] = [before.services[name]?.status, machine.services[name]?.status];
  return was === is ? [] : [`service ${name} was ${was}, is ${is}`];
}

export function hasDynamicRange(machine: MachineState, range: PortRange): Judgement {
  return (['active', 'persistent'] as const).flatMap((store) =>
    (['ipv4', 'ipv6'] as const).flatMap((family) =>
      PROTOCOLS.flatMap((protocol) => {
        const found = machine.dynamic[store][family][protocol];
        const isWanted = found.startPort === range.startPort && found.numberOfPorts === range.numberOfPorts;
        return isWanted
          ? []
          : [
              `${store} ${family} ${protocol} dynamic port range is ${found.startPort}+${found.numberOfPorts}`,
            ];
      }),
    ),
  );
}

export function hasNoBlockOutside(machine: MachineState, range: PortRange): Judgement {
  return PROTOCOLS.flatMap((protocol) =>
    machine.ranges[protocol]
      .filter((row) => row.owner === 'winnat' && !covers(range, row))
      .map((row) => `${protocol} block ${row.startPort}-${endPort(row)} lies outside the dynamic port range`),
  );
}

function covers(outer: PortRange, inner: PortRange): boolean {
  return outer.startPort <= inner.startPort && endPort(outer) >= endPort(inner);
}
