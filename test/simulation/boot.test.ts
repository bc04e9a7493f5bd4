import { describe, expect, it } from 'vitest';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import { getDynamicRange, setDynamicRange } from '../../toolkit/simulation/dynamic-range.ts';
import { disableFeature, enableFeature } from '../../toolkit/simulation/features.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { setPortProxy } from '../../toolkit/simulation/port-proxies.ts';
import { addExclusion, deleteExclusion } from '../../toolkit/simulation/ranges.ts';
import { REGISTRY_KEYS } from '../../toolkit/simulation/registry.ts';
import { stopService } from '../../toolkit/simulation/services.ts';
import { answersConnect } from '../../toolkit/simulation/sockets.ts';

const IANA = { startPort: 49152, numberOfPorts: 16384 };
const owned = (machine: MachineState, owner: string) =>
  machine.ranges.tcp.filter((entry) => entry.owner === owner);

describe('a machine', () => {
  it('is the same for the same options and another for another seed', () => {
    expect(createMachine(DEFAULT_MACHINE)).toEqual(createMachine(DEFAULT_MACHINE));
    expect(createMachine({ seed: 1 }).ranges).not.toEqual(createMachine({ seed: 2 }).ranges);
  });

  it('by default has 8065 in a winnat block and a container that could not start for it', () => {
    const machine = createMachine(DEFAULT_MACHINE);
    const block = owned(machine, 'winnat').find(
      ({ startPort }) => startPort <= 8065 && 8065 < startPort + 100,
    );
    expect(block).toMatchObject({ numberOfPorts: 100, kind: 'runtime' });
    expect(machine.docker.containers).toMatchObject([
      { name: 'mattermost', status: 'created', published: false },
    ]);
    expect(machine.docker.containers[0]?.error).toContain('listen tcp 0.0.0.0:8065: bind: ');
    expect(machine.wsl.distributions.every(({ running }) => running)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of seed %i covers the ports it is told to, in and out of the dynamic range',
    (seed) => {
      for (const dynamicPortRange of ['iana', { startPort: 1024, numberOfPorts: 64511 }] as const) {
        const machine = createMachine({ seed, dynamicPortRange, blocksOn: [8065, 60000] });
        for (const port of [8065, 60000]) {
          expect(
            owned(machine, 'winnat').some((entry) => entry.startPort <= port && port < entry.startPort + 100),
          ).toBe(true);
        }
      }
    },
  );

  it('without Hyper-V has no winnat, no blocks and no range of hns', () => {
    const machine = createMachine({ hyperV: false, blocksOn: [8065] });
    expect(machine.ranges.tcp.map(({ owner }) => owner)).toEqual(['http.sys']);
    expect(machine.ranges.udp).toEqual([]);
    expect(machine.services).not.toHaveProperty('winnat');
  });

  it('with WinRM has its two ports in the list', () => {
    const machine = createMachine({
      services: [{ name: 'WinRM', displayName: 'Windows Remote Management' }],
    });
    expect(owned(machine, 'http.sys').map(({ startPort }) => startPort)).toEqual([5357, 5985, 47001]);
  });
});

describe('a restart', () => {
  it('draws winnat’s blocks anew and starts what had been stopped', () => {
    const machine = createMachine();
    const before = owned(machine, 'winnat');
    stopService(machine, 'winnat');
    reboot(machine);
    expect(machine.services.winnat?.status).toBe('running');
    expect(owned(machine, 'winnat').length).toBeGreaterThan(3);
    expect(owned(machine, 'winnat')).not.toEqual(before);
    expect(machine.bootedAtMs).toBe(machine.clockMs);
    expect(machine.boots).toBe(2);
  });

  it('brings the range of hns back, unless its registry value says 0 as a number', () => {
    const machine = createMachine();
    deleteExclusion(machine, 'tcp', { startPort: 50000, numberOfPorts: 60 });
    reboot(machine);
    expect(owned(machine, 'hns')).toMatchObject([
      { startPort: 50000, numberOfPorts: 60, kind: 'administered' },
    ]);
    machine.registry[REGISTRY_KEYS.hnsState] = { EnableExcludedPortRange: { type: 'REG_SZ', data: '0' } };
    reboot(machine);
    expect(owned(machine, 'hns')).toHaveLength(1);
    machine.registry[REGISTRY_KEYS.hnsState] = {
      EnableExcludedPortRange: { type: 'REG_DWORD', data: '0x0' },
    };
    reboot(machine);
    expect(owned(machine, 'hns')).toEqual([]);
    expect(machine.ranges.udp.some(({ owner }) => owner === 'hns')).toBe(false);
  });

  it('puts the stored dynamic range back in force', () => {
    const machine = createMachine();
    setDynamicRange(machine, 'ipv4', 'tcp', { startPort: 30000, numberOfPorts: 1000 }, 'active');
    reboot(machine);
    expect(getDynamicRange(machine, 'ipv4', 'tcp')).toEqual(IANA);
  });

  it.each([
    [65534, { startPort: 1024, numberOfPorts: 64511 }],
    [15000, { startPort: 1024, numberOfPorts: 13977 }],
    [4000, IANA],
  ])('lets MaxUserPort %i decide the dynamic range, if it is a valid one', (maxUserPort, expected) => {
    const machine = createMachine({ maxUserPort });
    setDynamicRange(machine, 'ipv4', 'tcp', IANA);
    reboot(machine);
    expect(getDynamicRange(machine, 'ipv4', 'tcp')).toEqual(expected);
    expect(getDynamicRange(machine, 'ipv4', 'tcp', 'persistent')).toEqual(IANA);
  });

  it('ignores MaxUserPort with the switch off', () => {
    const machine = createMachine({ maxUserPort: 65534, switches: { maxUserPortWinsAtBoot: false } });
    expect(getDynamicRange(machine, 'ipv4', 'tcp')).toEqual(IANA);
  });

  it('makes enabled features work: winnat appears, and keeps off what was excluded before', () => {
    const machine = createMachine({ hyperV: false });
    addExclusion(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 });
    expect(enableFeature(machine, 'microsoft-hyper-v')).toBe(3010);
    expect([machine.restartPending, 'winnat' in machine.services]).toEqual([true, false]);
    reboot(machine);
    expect(machine.features['Microsoft-Hyper-V']).toBe('Enabled');
    expect(machine.services.winnat?.status).toBe('running');
    expect(enableFeature(machine, 'Microsoft-Hyper-V')).toBe(0);
    expect(disableFeature(machine, 'Microsoft-Hyper-V')).toBe(3010);
    expect(machine.services.winnat?.status).toBe('running');
    reboot(machine);
    expect(machine.services).not.toHaveProperty('winnat');
    expect(owned(machine, 'user')).toMatchObject([{ startPort: 8065 }]);
  });

  it('keeps port proxies listening', () => {
    const machine = createMachine();
    const rule = {
      listenAddress: '0.0.0.0',
      listenPort: 4000,
      connectAddress: '172.19.128.5',
      connectPort: 4000,
    };
    expect(setPortProxy(machine, rule)).toBe(0);
    reboot(machine);
    expect(answersConnect(machine, '127.0.0.1', 4000)).toBe(true);
  });

  const publishing = (switches = {}) =>
    createMachine({
      containers: [
        { name: 'always', image: 'nginx', ports: [60000], restartPolicy: 'always' },
        { name: 'never', image: 'nginx', ports: [9001] },
      ],
      switches,
    });

  it('brings containers back whose policy says so', () => {
    const machine = publishing();
    reboot(machine);
    expect(machine.docker.containers).toMatchObject([
      { status: 'running', published: true },
      { status: 'exited', published: false },
    ]);
  });

  it.each([
    ['exited', 'exited'],
    ['unpublished', 'running'],
  ] as const)(
    'whose port winnat took meanwhile are then, by the switch %s, %s',
    (bootPortFailure, status) => {
      const machine = publishing({ bootPortFailure });
      machine.faults.push({ kind: 'redraw-onto', protocol: 'tcp', port: 60000 });
      reboot(machine);
      expect(machine.docker.containers[0]).toMatchObject({ status, published: false });
    },
  );
});

describe('the dynamic range', () => {
  it.each([
    ['the least there may be', { startPort: 1024, numberOfPorts: 255 }, 0],
    ['up to 65535', { startPort: 33000, numberOfPorts: 32536 }, 0],
    ['one port too many', { startPort: 33000, numberOfPorts: 32537 }, 87],
    ['too few ports', { startPort: 1024, numberOfPorts: 254 }, 87],
    ['too low a start', { startPort: 1023, numberOfPorts: 255 }, 87],
  ])('%s', (_name, range, error) => {
    const machine = createMachine();
    const blocks = structuredClone(machine.ranges);
    expect(setDynamicRange(machine, 'ipv4', 'tcp', range)).toBe(error);
    expect(getDynamicRange(machine, 'ipv6', 'tcp')).toEqual(error === 0 ? range : IANA);
    expect(getDynamicRange(machine, 'ipv4', 'udp')).toEqual(IANA);
    expect(machine.ranges).toEqual(blocks);
  });

  it('needs elevation', () => {
    const machine = createMachine({ elevated: false });
    expect(setDynamicRange(machine, 'ipv4', 'tcp', { startPort: 1024, numberOfPorts: 255 })).toBe(740);
  });

  it('can be one per family', () => {
    const machine = createMachine({ switches: { dynamicRangePerFamily: true } });
    setDynamicRange(machine, 'ipv6', 'tcp', { startPort: 1024, numberOfPorts: 255 });
    expect(getDynamicRange(machine, 'ipv4', 'tcp')).toEqual(IANA);
    expect(getDynamicRange(machine, 'ipv6', 'tcp').startPort).toBe(1024);
  });
});
