import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { newPlace } from '../support/place.ts';

async function create(words: readonly string[]) {
  const place = newPlace();
  const path = join(place.folder, 'new.json');
  const ended = await place.call(['simulate', 'create', '--state', path, ...words]);
  const machine = () => JSON.parse(readFileSync(path, 'utf8')) as MachineState;
  return { place, path, ended, machine };
}

describe('simulate create', () => {
  test('makes the machine that --host simulated starts with', async () => {
    const { ended, machine } = await create([]);
    expect(ended.exitCode).toBe(0);
    expect(differences(createMachine(DEFAULT_MACHINE), machine())).toEqual([]);
  });

  test.each<[readonly string[], (machine: MachineState) => unknown, unknown]>([
    [['--locale', 'ko'], ({ locale }) => locale, 'ko'],
    [['--seed', '7'], ({ seed }) => seed, 7],
    [
      ['--dynamic-range', '49152+16384'],
      ({ dynamic }) => dynamic.active.ipv4.tcp,
      { startPort: 49152, numberOfPorts: 16384 },
    ],
    [['--no-hyperv'], ({ services, docker }) => [services.winnat, docker.installed], [undefined, false]],
    [['--blocks-on', 'none'], ({ docker }) => docker.containers[0]?.status, 'running'],
    [['--not-elevated'], ({ elevated }) => elevated, false],
    [
      [
        '--fault',
        '{"kind":"denied","match":"net start"}',
        '--fault',
        '{"kind":"redraw-onto","protocol":"tcp","port":9000}',
      ],
      ({ faults }) => faults,
      [
        { kind: 'denied', match: 'net start' },
        { kind: 'redraw-onto', protocol: 'tcp', port: 9000 },
      ],
    ],
  ])('takes %j', async (words, read, expected) => {
    const { ended, machine } = await create(words);
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(read(machine())).toEqual(expected);
  });

  test.each([
    ['a language nobody recorded', ['--locale', 'tlh'], 'tlh'],
    ['a range without a plus', ['--dynamic-range', '1024-2000'], '1024-2000'],
    ['a range that leaves 65535', ['--dynamic-range', '65000+1000'], '65000'],
    ['a port that is none', ['--blocks-on', 'abc'], 'abc'],
    ['a block on a range', ['--blocks-on', '8065,9000-9010'], '9000-9010'],
    ['a block on a port of udp', ['--blocks-on', '5353/udp'], '5353/udp'],
    ['a seed that is no number', ['--seed', 'x'], "'x'"],
    ['a fault that is no JSON', ['--fault', 'denied'], 'denied'],
    ['a fault of no kind', ['--fault', '{}'], '{}'],
    ['null for a fault', ['--fault', 'null'], 'null'],
    ['a fault of an unknown kind', ['--fault', '{"kind":"magic"}'], 'denied'],
    ['a fault without what it needs', ['--fault', '{"kind":"denied"}'], 'match'],
  ])('refuses %s and writes no file', async (_what, words, named) => {
    const { ended, path } = await create(words);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(named);
    expect(ended.stderr).not.toContain('a bug');
    expect(existsSync(path)).toBe(false);
  });

  test('never overwrites a machine', async () => {
    const place = newPlace();
    const before = readFileSync(place.state, 'utf8');
    const { exitCode, stderr } = await place.call(['simulate', 'create', '--state', place.state]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(place.state);
    expect(readFileSync(place.state, 'utf8')).toBe(before);
  });

  test('makes a machine on which nothing can be changed without rights', async () => {
    const { place, path } = await create(['--not-elevated']);
    const { exitCode } = await place.call(['fix', '8065', '--host', 'simulated', '--state', path, '--yes']);
    expect(exitCode).toBe(4);
  });
});

describe('simulate reboot', () => {
  test('restarts the machine', async () => {
    const place = newPlace();
    const { exitCode, stdout } = await place.call(['simulate', 'reboot', '--state', place.state]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('boot 2');
    expect(place.machine().boots).toBe(2);
  });

  test('of a machine that is not there is an error, and makes none', async () => {
    const place = newPlace();
    const path = join(place.folder, 'none.json');
    const { exitCode, stderr } = await place.call(['simulate', 'reboot', '--state', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(path);
    expect(existsSync(path)).toBe(false);
  });
});
