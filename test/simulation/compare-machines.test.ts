import { describe, expect, it } from 'vitest';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import { startContainer, stopContainer } from '../../toolkit/simulation/docker-engine.ts';
import { setDynamicRange } from '../../toolkit/simulation/dynamic-range.ts';
import { enableFeature } from '../../toolkit/simulation/features.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { setPortProxy } from '../../toolkit/simulation/port-proxies.ts';
import { addExclusion, deleteExclusion, reservePorts } from '../../toolkit/simulation/ranges.ts';
import { startService, stopService } from '../../toolkit/simulation/services.ts';
import { bindSocket } from '../../toolkit/simulation/sockets.ts';

const RANGE = { startPort: 9000, numberOfPorts: 2 };

function changed(change: (machine: MachineState) => void): string[] {
  const before = createMachine({ containers: [{ name: 'web', image: 'nginx', ports: [9080] }] });
  const after = structuredClone(before);
  change(after);
  return differences(before, after);
}

describe('no difference is', () => {
  it.each<[string, (machine: MachineState) => void]>([
    ['nothing', () => {}],
    [
      'a winnat cycle',
      (machine) => {
        stopService(machine, 'winnat');
        startService(machine, 'winnat');
      },
    ],
    [
      'an exclusion added and deleted',
      (machine) => {
        addExclusion(machine, 'tcp', RANGE);
        deleteExclusion(machine, 'tcp', RANGE);
      },
    ],
    [
      'the passing of time, requests and faults',
      (machine) => {
        machine.clockMs += 5;
        machine.received += 5;
        machine.faults = [{ kind: 'hang', match: 'x' }];
      },
    ],
  ])('%s', (_name, change) => {
    expect(changed(change)).toEqual([]);
  });

  it('a restart of a machine whose containers restart themselves', () => {
    const before = createMachine({
      containers: [{ name: 'web', image: 'nginx', ports: [9080], restartPolicy: 'always' }],
    });
    const after = structuredClone(before);
    reboot(after);
    expect(differences(before, after)).toEqual([]);
  });

  it('a container that was created, ran and has exited', () => {
    const before = createMachine(DEFAULT_MACHINE);
    const after = structuredClone(before);
    stopService(after, 'winnat');
    startContainer(after, 'mattermost');
    stopContainer(after, 'mattermost');
    startService(after, 'winnat');
    expect(differences(before, after)).toEqual([]);
  });
});

describe('a difference is', () => {
  it.each<[string, (machine: MachineState) => void, RegExp]>([
    ['an exclusion', (machine) => addExclusion(machine, 'tcp', RANGE), /tcp 9000-9001 was added/],
    ['one in another store', (machine) => addExclusion(machine, 'udp', RANGE, 'active'), /udp .*active\)/],
    ['a reservation', (machine) => reservePorts(machine, 'tcp', RANGE), /persistent-reservation/],
    [
      'the removal of a row of hns',
      (machine) => deleteExclusion(machine, 'tcp', { startPort: 50000, numberOfPorts: 60 }),
      /tcp 50000-50059 is gone/,
    ],
    [
      'an active dynamic range',
      (machine) => setDynamicRange(machine, 'ipv4', 'udp', { startPort: 1024, numberOfPorts: 255 }, 'active'),
      /udp \(active\) was 49152\+16384, is 1024\+255/,
    ],
    [
      'a registry value',
      (machine) => {
        machine.registry['HKEY_LOCAL_MACHINE\\X'] = { Y: { type: 'REG_DWORD', data: '0x1' } };
      },
      /X\\Y was added/,
    ],
    [
      'a stopped service',
      (machine) => stopService(machine, 'winnat'),
      /service winnat was running, is stopped/,
    ],
    ['a pending feature', (machine) => enableFeature(machine, 'Containers'), /feature Containers/],
    [
      'a port proxy',
      (machine) =>
        setPortProxy(machine, {
          listenAddress: '0.0.0.0',
          listenPort: 4000,
          connectAddress: 'h',
          connectPort: 1,
        }),
      /port proxy 0.0.0.0:4000/,
    ],
    [
      'a task',
      (machine) => {
        machine.tasks.resume = { run: 'x', schedule: 'onstart', user: 'SYSTEM' };
      },
      /task resume/,
    ],
    ['a stopped container', (machine) => stopContainer(machine, 'web'), /container web/],
    [
      'a listener',
      (machine) => bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 9100, processId: 1 }),
      /socket tcp 0.0.0.0:9100/,
    ],
    [
      'a file',
      (machine) => {
        machine.files['C:\\x'] = 'y';
      },
      /file C:/,
    ],
  ])('%s', (_name, change, expected) => {
    expect(changed(change).join('\n')).toMatch(expected);
  });
});
