import { describe, expect, it } from 'vitest';
import { advanceClock } from '../../toolkit/simulation/clock.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import { startDistribution } from '../../toolkit/simulation/distributions.ts';
import { runContainer, stopContainer } from '../../toolkit/simulation/docker-engine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { addExclusion } from '../../toolkit/simulation/ranges.ts';
import {
  runningDependents,
  startService,
  stopService,
  stopServiceAndDependents,
} from '../../toolkit/simulation/services.ts';
import { probeBind } from '../../toolkit/simulation/sockets.ts';
import { shutdownWsl } from '../../toolkit/simulation/wsl.ts';

const blocks = (machine: MachineState) => machine.ranges.tcp.filter(({ owner }) => owner === 'winnat');
const winnat = (machine: MachineState) => machine.services.winnat?.status;

describe('winnat', () => {
  it('lets go of its blocks when it stops, and of nothing else', () => {
    const machine = createMachine(DEFAULT_MACHINE);
    const others = machine.ranges.tcp.filter(({ owner }) => owner !== 'winnat');
    expect(blocks(machine).length).toBeGreaterThan(3);
    expect(stopService(machine, 'WinNat')).toBe(0);
    expect(machine.ranges.tcp).toEqual(others);
    expect(others.map(({ owner }) => owner)).toEqual(['http.sys', 'hns']);
  });

  it('draws elsewhere when it starts, and never over an exclusion', () => {
    const machine = createMachine(DEFAULT_MACHINE);
    const before = blocks(machine);
    stopService(machine, 'winnat');
    addExclusion(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 });
    expect(startService(machine, 'winnat')).toBe(0);
    expect(blocks(machine)).not.toEqual(before);
    expect(probeBind(machine, { protocol: 'tcp', address: '0.0.0.0', port: 8065 }).socketError).toBe(0);
  });

  it('with the switch draws only when NAT is needed', () => {
    const machine = createMachine({ switches: { winnatDrawsOnStart: 'when-needed' } });
    stopService(machine, 'winnat');
    startService(machine, 'winnat');
    expect(blocks(machine)).toEqual([]);
    shutdownWsl(machine);
    startDistribution(machine, 'Ubuntu');
    expect(blocks(machine).length).toBeGreaterThan(3);
  });

  it('takes the network of running WSL distributions with it, until WSL starts anew', () => {
    const machine = createMachine();
    stopService(machine, 'winnat');
    startService(machine, 'winnat');
    expect(machine.wsl.networkWorks).toBe(false);
    shutdownWsl(machine);
    startDistribution(machine, 'ubuntu');
    expect(machine.wsl.networkWorks).toBe(true);
  });

  it('does not hurt WSL that does not run or mirrors the network', () => {
    const idle = createMachine({ wslRunning: false, docker: 'stopped' });
    const mirrored = createMachine({ wslNetworkingMode: 'mirrored' });
    for (const machine of [idle, mirrored]) {
      stopService(machine, 'winnat');
      expect(machine.wsl.networkWorks).toBe(true);
    }
  });

  it('with the switch does not start while a container runs that was published without it', () => {
    const machine = createMachine({ switches: { publishedWhileDownBlocksStart: true } });
    const bindings = [{ containerPort: 80, protocol: 'tcp', hostIp: '', hostPort: 9080 } as const];
    stopService(machine, 'winnat');
    runContainer(machine, { image: 'nginx', name: 'web', bindings });
    expect(startService(machine, 'winnat')).toBe(32);
    expect(winnat(machine)).toBe('stopped');
    stopContainer(machine, 'web');
    expect(startService(machine, 'winnat')).toBe(0);
  });

  it('does so without the switch', () => {
    const machine = createMachine();
    const bindings = [{ containerPort: 80, protocol: 'tcp', hostIp: '', hostPort: 9080 } as const];
    stopService(machine, 'winnat');
    runContainer(machine, { image: 'nginx', name: 'web', bindings });
    expect(startService(machine, 'winnat')).toBe(0);
  });
});

describe('starting and stopping', () => {
  it.each([
    ['stop', 'no such service', 'nosuch', true, 1060],
    ['start', 'no such service', 'nosuch', true, 1060],
    ['stop', 'not running', 'SharedAccess', true, 1062],
    ['stop', 'not running and not elevated', 'SharedAccess', false, 1062],
    ['stop', 'not elevated', 'winnat', false, 5],
    ['start', 'not elevated', 'SharedAccess', false, 5],
    ['start', 'running already', 'winnat', true, 1056],
    ['start', 'stopped', 'sharedaccess', true, 0],
  ] as const)('%s: %s', (verb, _case, name, elevated, error) => {
    const machine = createMachine({ elevated });
    const before = structuredClone(machine.services);
    expect((verb === 'stop' ? stopService : startService)(machine, name)).toBe(error);
    if (error !== 0) expect(machine.services).toEqual(before);
  });

  const withDependents = () =>
    createMachine({
      services: [{ name: 'RemoteAccess', displayName: 'Routing and Remote Access' }],
      winnatDependents: ['RemoteAccess'],
    });

  it('asks for the dependents first, stops them with it, and starts what a service needs', () => {
    const machine = withDependents();
    expect(runningDependents(machine, 'winnat').map(({ name }) => name)).toEqual(['RemoteAccess']);
    expect(stopService(machine, 'winnat')).toBe(1051);
    expect(stopServiceAndDependents(machine, 'winnat')).toEqual({
      error: 0,
      stopped: ['Routing and Remote Access', 'Windows NAT Driver'],
    });
    expect(startService(machine, 'RemoteAccess')).toBe(0);
    expect(winnat(machine)).toBe('running');
  });

  it('stops nothing for somebody who is not elevated', () => {
    const machine = withDependents();
    machine.elevated = false;
    expect(stopServiceAndDependents(machine, 'winnat')).toEqual({ error: 5, stopped: [] });
  });

  it('is held in STOP_PENDING by a fault, on the machine’s clock', () => {
    const machine = createMachine({
      faults: [{ kind: 'stuck-stop', service: 'WinNat', ms: 5000, times: 1 }],
    });
    expect(stopService(machine, 'winnat')).toBe(0);
    expect(winnat(machine)).toBe('stop-pending');
    expect(blocks(machine).length).toBeGreaterThan(0);
    expect([stopService(machine, 'winnat'), startService(machine, 'winnat')]).toEqual([1061, 1061]);
    advanceClock(machine, 4999);
    expect(winnat(machine)).toBe('stop-pending');
    advanceClock(machine, 1);
    expect(winnat(machine)).toBe('stopped');
    expect(blocks(machine)).toEqual([]);
    expect(machine.faults).toEqual([]);
  });
});

describe('bad luck', () => {
  it('a block is drawn onto the port as often as the fault says', () => {
    const machine = createMachine({
      faults: [{ kind: 'redraw-onto', protocol: 'tcp', port: 60000, times: 2 }],
    });
    const isHit = () => probeBind(machine, { protocol: 'tcp', address: '0.0.0.0', port: 60000 }).socketError;
    for (const left of [1, 0]) {
      stopService(machine, 'winnat');
      startService(machine, 'winnat');
      expect(isHit()).toBe(10013);
      expect(machine.faults).toHaveLength(left);
    }
  });

  it('no block is drawn onto an excluded port', () => {
    const machine = createMachine({ faults: [{ kind: 'redraw-onto', protocol: 'tcp', port: 60000 }] });
    stopService(machine, 'winnat');
    expect(addExclusion(machine, 'tcp', { startPort: 60000, numberOfPorts: 1 })).toBe(0);
    startService(machine, 'winnat');
    expect(probeBind(machine, { protocol: 'tcp', address: '0.0.0.0', port: 60000 }).socketError).toBe(0);
  });

  it('somebody grabs the port as soon as winnat has stopped', () => {
    const machine = createMachine({
      ...DEFAULT_MACHINE,
      faults: [{ kind: 'grab-after-stop', protocol: 'tcp', port: 8065 }],
    });
    stopService(machine, 'winnat');
    expect(addExclusion(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 })).toBe(32);
    const socket = machine.sockets.find(({ localPort }) => localPort === 8065);
    expect(machine.processes[socket?.processId ?? 0]?.name).toBe('grabber');
  });
});
