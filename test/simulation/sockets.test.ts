import { describe, expect, it } from 'vitest';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import type { SimulatedSocket } from '../../toolkit/simulation/machine-state.ts';
import { addExclusion, insertRange, reservePorts } from '../../toolkit/simulation/ranges.ts';
import {
  answersConnect,
  bindSocket,
  closeSockets,
  pickEphemeralPort,
  probeBind,
} from '../../toolkit/simulation/sockets.ts';

const bare = (dynamicPortRange?: { startPort: number; numberOfPorts: number }) =>
  createMachine({ hyperV: false, ...(dynamicPortRange && { dynamicPortRange }) });

const SHAPES = {
  'Default wildcard': ['default', '0.0.0.0'],
  'Default specific': ['default', '192.168.1.20'],
  'REUSEADDR wildcard': ['reuse', '0.0.0.0'],
  'REUSEADDR specific': ['reuse', '192.168.1.20'],
  'EXCLUSIVE wildcard': ['exclusive', '0.0.0.0'],
  'EXCLUSIVE specific': ['exclusive', '192.168.1.20'],
} as const satisfies Record<string, readonly [SimulatedSocket['options'], string]>;
type Shape = keyof typeof SHAPES;
const COLUMNS = Object.keys(SHAPES) as Shape[];

const [ok, INUSE, ACCESS] = [0, 10048, 10013];

/** "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE", Windows Server 2003 and later, as the page prints it. */
const SAME_USER: [Shape, number[]][] = [
  ['Default wildcard', [INUSE, ok, ACCESS, ok, INUSE, ok]],
  ['Default specific', [ok, INUSE, ok, ACCESS, INUSE, INUSE]],
  ['REUSEADDR wildcard', [INUSE, ok, ok, ok, INUSE, ok]],
  ['REUSEADDR specific', [ok, INUSE, ok, ok, INUSE, INUSE]],
  ['EXCLUSIVE wildcard', [INUSE, ACCESS, ACCESS, ACCESS, INUSE, ACCESS]],
  ['EXCLUSIVE specific', [ok, INUSE, ok, ACCESS, INUSE, INUSE]],
];
const OTHER_USER: [Shape, number[]][] = [
  ['Default wildcard', [INUSE, ACCESS, ACCESS, ACCESS, INUSE, ACCESS]],
  ['Default specific', [ok, INUSE, ok, ACCESS, INUSE, INUSE]],
  ['REUSEADDR wildcard', [INUSE, ACCESS, ok, ok, INUSE, ACCESS]],
  ['REUSEADDR specific', [ok, INUSE, ok, ok, INUSE, INUSE]],
  ['EXCLUSIVE wildcard', [INUSE, ACCESS, ACCESS, ACCESS, INUSE, ACCESS]],
  ['EXCLUSIVE specific', [ok, INUSE, ok, ACCESS, INUSE, INUSE]],
];

function secondBinds(first: Shape, user: string): number[] {
  const machine = bare();
  const [options, address] = SHAPES[first];
  bindSocket(machine, { protocol: 'tcp', address, port: 8065, options, user: 'one', processId: 1 });
  return COLUMNS.map((second) => {
    const [secondOptions, secondAddress] = SHAPES[second];
    const request = {
      protocol: 'tcp',
      address: secondAddress,
      port: 8065,
      options: secondOptions,
      user,
    } as const;
    return probeBind(machine, request).socketError;
  });
}

describe('a second bind to the same port', () => {
  it.each(SAME_USER)('by the same user, after %s', (first, expected) => {
    expect(secondBinds(first, 'one')).toEqual(expected);
  });

  it.each(OTHER_USER)('by another user, after %s', (first, expected) => {
    expect(secondBinds(first, 'two')).toEqual(expected);
  });

  it('never minds another address, family or protocol', () => {
    const machine = bare();
    const options = 'exclusive';
    bindSocket(machine, { protocol: 'tcp', address: '127.0.0.1', port: 8065, options, processId: 1 });
    for (const [protocol, address] of [
      ['tcp', '192.168.1.20'],
      ['tcp', '::'],
      ['udp', '127.0.0.1'],
    ] as const) {
      expect(probeBind(machine, { protocol, address, port: 8065, options }).socketError).toBe(0);
    }
  });
});

describe('a bind to a listed port', () => {
  it('succeeds in an administered exclusion and is denied everywhere else', () => {
    const machine = bare();
    addExclusion(machine, 'tcp', { startPort: 2000, numberOfPorts: 1 });
    reservePorts(machine, 'tcp', { startPort: 3000, numberOfPorts: 1 });
    insertRange(machine, 'tcp', {
      startPort: 4000,
      numberOfPorts: 100,
      kind: 'runtime',
      owner: 'winnat',
      active: true,
      persistent: false,
    });
    const bind = (port: number) =>
      probeBind(machine, { protocol: 'tcp', address: '0.0.0.0', port }).socketError;
    expect([2000, 3000, 4000, 4099, 4100, 5357].map(bind)).toEqual([0, 10013, 10013, 10013, 0, 10013]);
  });

  it('answers 10013 over tcp and 10048 over udp in the block WSL mirrors', () => {
    const machine = createMachine({ wslNetworkingMode: 'mirrored' });
    for (const [protocol, error] of [
      ['tcp', 10013],
      ['udp', 10048],
    ] as const) {
      const block = machine.ranges[protocol].find(({ owner }) => owner === 'wsl-mirrored');
      expect(block?.numberOfPorts).toBe(4096);
      const request = { protocol, address: '0.0.0.0', port: block?.startPort ?? 0 } as const;
      expect(probeBind(machine, request).socketError).toBe(error);
    }
  });
});

describe('a port of the machine’s choosing', () => {
  it('lies in the dynamic range and is neither listed nor in use', () => {
    const machine = bare({ startPort: 20000, numberOfPorts: 300 });
    machine.sockets = [];
    expect(addExclusion(machine, 'tcp', { startPort: 20000, numberOfPorts: 290 })).toBe(0);
    const chosen = new Set<number>();
    for (;;) {
      const result = bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 0, processId: 7 });
      if (result.socketError !== 0) {
        expect(result.socketError).toBe(10055);
        break;
      }
      expect(chosen.has(result.port)).toBe(false);
      expect(result.port).toBeGreaterThanOrEqual(20290);
      chosen.add(result.port);
    }
    expect(chosen.size).toBe(10);
    closeSockets(machine, 7);
    expect(pickEphemeralPort(machine, 'tcp')).toBeDefined();
  });
});

it('a connection is accepted where somebody listens on that address or on all of the family', () => {
  const machine = bare();
  bindSocket(machine, { protocol: 'tcp', address: '127.0.0.1', port: 7001, processId: 1 });
  bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 7002, processId: 1 });
  bindSocket(machine, { protocol: 'udp', address: '0.0.0.0', port: 7003, processId: 1 });
  const tries = [
    ['127.0.0.1', 7001],
    ['192.168.1.20', 7001],
    ['192.168.1.20', 7002],
    ['::1', 7002],
    ['127.0.0.1', 7003],
  ] as const;
  expect(tries.map(([address, port]) => answersConnect(machine, address, port))).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});
