import { describe, expect, it, test } from 'vitest';
import { type WatchRound, watchMachine } from '../../toolkit/diagnosis/watch-machine.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Clock, Host } from '../../toolkit/host/host.ts';
import { advanceClock } from '../../toolkit/simulation/clock.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { addExclusion } from '../../toolkit/simulation/ranges.ts';
import { stopService } from '../../toolkit/simulation/services.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { fakeClock } from '../support/fake-host.ts';
import { TCP_8065 } from './snapshots.ts';

interface Watch {
  readonly rounds: readonly WatchRound[];
  /** What was asked in each round. */
  readonly asked: readonly (readonly string[])[];
  readonly waitedMs: readonly number[];
}

type Change = (machine: MachineState) => void;

/** Watches a simulated machine for one round and one more after each change; nobody waits. */
async function watch(
  changes: readonly Change[],
  options: { ports?: readonly (typeof TCP_8065)[]; intervalMs?: number } = {},
): Promise<Watch> {
  const machine = createMachine(DEFAULT_MACHINE);
  const asked: string[][] = [[]];
  const rounds: WatchRound[] = [];
  const waitedMs: number[] = [];
  const stop = new AbortController();
  const real = createSimulatedHost({ machine });
  const note = (line: string) => void asked.at(-1)?.push(line);
  const host: Host = {
    ...real,
    run: (command) => {
      note([command.file, ...command.args].join(' '));
      return real.run(command);
    },
    ask: (name, question) => {
      note(`ask ${name}`);
      return real.ask(name, question);
    },
  };
  const time = fakeClock();
  const left = [...changes];
  const clock: Clock = {
    now: time.now,
    wait: async (ms, signal) => {
      waitedMs.push(ms);
      const change = left.shift();
      if (change === undefined) stop.abort();
      change?.(machine);
      asked.push([]);
      await time.wait(ms, signal);
    },
  };
  const { ports = [TCP_8065], intervalMs = 5000 } = options;
  for await (const round of watchMachine(host, { ports, intervalMs, clock, signal: stop.signal }))
    rounds.push(round);
  return { rounds, asked: asked.slice(0, -1), waitedMs };
}

const nothing: Change = () => {};
const kinds = ({ rounds }: Watch) => rounds.map(({ events }) => events.map(({ kind }) => kind));
const garbage: Change = (machine) => {
  machine.faults.push({ kind: 'garbage', match: 'show excludedportrange', times: 1 });
};

describe('a watch', () => {
  it('starts two netsh a round, and looks at the rest only at first, when a table changed, and once a minute', async () => {
    const add: Change = (machine) =>
      void addExclusion(machine, 'tcp', { startPort: 700, numberOfPorts: 1 }, 'persistent');
    const found = await watch([nothing, nothing, add, nothing]);
    expect(found.asked.map((round) => round.length)).toEqual([4, 2, 2, 4, 2]);
    expect(found.asked[1]).toEqual([
      'netsh.exe interface ipv4 show excludedportrange protocol=tcp store=active',
      'netsh.exe interface ipv4 show dynamicportrange protocol=tcp store=active',
    ]);
    const minute = await watch(Array.from({ length: 13 }, () => nothing));
    expect(minute.asked.map((round) => round.length).filter((count) => count === 4)).toHaveLength(2);
  });

  it('looks at both protocols where no port is named, and then never at sockets', async () => {
    const { asked } = await watch([nothing], { ports: [] });
    expect(asked.map((round) => round.length)).toEqual([5, 4]);
    expect(asked.flat().some((line) => line.startsWith('ask '))).toBe(false);
  });

  it('says what changed in the round in which it is seen, and nothing where nothing did', async () => {
    const stop: Change = (machine) => void stopService(machine, 'winnat');
    const found = await watch([nothing, stop, nothing]);
    expect(kinds(found)).toEqual([['watching'], [], ['blocks', 'winnat', 'port'], []]);
    expect(found.rounds[2]?.events.at(-1)).toMatchObject({
      from: { state: 'blocked' },
      to: { state: 'free' },
    });
  });

  it('notices within a minute who holds a port, although no table changes', async () => {
    const listen: Change = (machine) => {
      machine.ranges.tcp = machine.ranges.tcp.filter(({ owner }) => owner !== 'winnat');
      machine.sockets.push({
        protocol: 'tcp',
        localAddress: '0.0.0.0',
        localPort: 8065,
        state: 'listening',
        processId: 4242,
        options: 'default',
        user: 'x',
      });
    };
    const late: Change = (machine) => {
      machine.sockets = machine.sockets.filter(({ localPort }) => localPort !== 8065);
    };
    const found = await watch([listen, late, ...Array.from({ length: 12 }, () => nothing)]);
    expect(found.rounds[1]?.events.at(-1)).toMatchObject({ kind: 'port', to: { state: 'held' } });
    expect(found.rounds[2]?.events).toEqual([]);
    expect(found.rounds.slice(3).flatMap(({ events }) => events)).toMatchObject([
      { kind: 'port', to: { state: 'free' } },
    ]);
  });

  it('calls unknown output unreadable once, never free, and pauses longer until it is understood again', async () => {
    const found = await watch([garbage, garbage, garbage, nothing, nothing]);
    expect(kinds(found)).toEqual([['watching'], ['unreadable', 'port'], [], [], ['readable', 'port'], []]);
    expect(found.rounds[1]?.events.at(-1)).toMatchObject({ to: { state: 'unknown' } });
    expect(found.waitedMs).toEqual([5000, 10_000, 20_000, 40_000, 5000, 5000]);
  });

  it('never pauses longer than sixteen intervals', async () => {
    const { waitedMs } = await watch(
      Array.from({ length: 8 }, () => garbage),
      { intervalMs: 1000 },
    );
    expect(Math.max(...waitedMs)).toBe(16_000);
  });

  it('goes by the clock it is given, not by the machine’s, which jumps', async () => {
    const jump: Change = (machine) => advanceClock(machine, 3_600_000);
    const { rounds, asked } = await watch([jump, jump]);
    expect(asked.map((round) => round.length)).toEqual([4, 2, 2]);
    expect(rounds.map(({ atMs }) => atMs - (rounds[0]?.atMs ?? 0))).toEqual([0, 5000, 10_000]);
  });
});

describe('the end of a watch', () => {
  const wait: Clock['wait'] = async () => {
    throw new ToolkitError('host.aborted', 'interrupted while waiting');
  };

  test('is quiet when it was interrupted', async () => {
    const stop = new AbortController();
    const host = createSimulatedHost({ machine: createMachine() });
    const rounds: WatchRound[] = [];
    const interrupted = async () => {
      stop.abort();
      return wait(0);
    };
    const clock = { now: () => 0, wait: interrupted };
    for await (const round of watchMachine(host, { ports: [], intervalMs: 1, clock, signal: stop.signal }))
      rounds.push(round);
    expect(rounds).toHaveLength(1);
  });

  test('is an error when something else ended it', async () => {
    const host = createSimulatedHost({ machine: createMachine() });
    const options = {
      ports: [],
      intervalMs: 1,
      clock: { now: () => 0, wait },
      signal: new AbortController().signal,
    };
    const all = async () => {
      for await (const _round of watchMachine(host, options));
    };
    await expect(all()).rejects.toMatchObject({ code: 'host.aborted' });
  });
});
