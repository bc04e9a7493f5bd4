import { describe, expect, it } from 'vitest';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import { startDockerDesktop, stopDockerDesktop } from '../../toolkit/simulation/docker-desktop.ts';
import {
  findContainer,
  removeContainer,
  restartContainer,
  runContainer,
  startContainer,
  stopContainer,
} from '../../toolkit/simulation/docker-engine.ts';
import { addExclusion } from '../../toolkit/simulation/ranges.ts';
import { stopService } from '../../toolkit/simulation/services.ts';
import { answersConnect, bindSocket } from '../../toolkit/simulation/sockets.ts';
import { shutdownWsl } from '../../toolkit/simulation/wsl.ts';

const publish = (hostPort: number) => [{ containerPort: 80, protocol: 'tcp', hostIp: '', hostPort } as const];
const serves = (machine: ReturnType<typeof createMachine>, port: number) =>
  answersConnect(machine, '127.0.0.1', port);

describe('a container', () => {
  it('listens while it runs', () => {
    const machine = createMachine();
    const { container } = runContainer(machine, { image: 'nginx', name: 'web', bindings: publish(9080) });
    expect(container).toMatchObject({ status: 'running', published: true, exitCode: 0, error: '' });
    expect(serves(machine, 9080)).toBe(true);
    stopContainer(machine, container?.id.slice(0, 12) ?? '');
    expect(serves(machine, 9080)).toBe(false);
    expect(findContainer(machine, 'web')?.status).toBe('exited');
    expect(startContainer(machine, 'web').error).toBeUndefined();
    expect(removeContainer(machine, 'web').error?.kind).toBe('still-running');
    expect(removeContainer(machine, 'web', { force: true }).error).toBeUndefined();
    expect([serves(machine, 9080), findContainer(machine, 'web')]).toEqual([false, undefined]);
  });

  it('starts once winnat has let go of its port', () => {
    const machine = createMachine(DEFAULT_MACHINE);
    expect(startContainer(machine, 'mattermost').error?.kind).toBe('port');
    stopService(machine, 'winnat');
    expect(startContainer(machine, 'mattermost').error).toBeUndefined();
    expect(serves(machine, 8065)).toBe(true);
  });

  it('binds inside an administered exclusion', () => {
    const machine = createMachine();
    addExclusion(machine, 'tcp', { startPort: 9080, numberOfPorts: 1 });
    expect(runContainer(machine, { image: 'nginx', bindings: publish(9080) }).error).toBeUndefined();
  });

  it('binds all its ports or none', () => {
    const machine = createMachine({ blocksOn: [60000] });
    const bindings = [...publish(9080), ...publish(60000)];
    expect(runContainer(machine, { image: 'nginx', name: 'web', bindings }).error?.kind).toBe('port');
    expect(serves(machine, 9080)).toBe(false);
    expect(findContainer(machine, 'web')).toMatchObject({
      status: 'created',
      published: false,
      exitCode: 128,
    });
  });

  it('stays stopped when its port is taken before it is restarted', () => {
    const machine = createMachine();
    runContainer(machine, { image: 'nginx', name: 'web', bindings: publish(9080) });
    stopContainer(machine, 'web');
    bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 9080, processId: 1 });
    expect(restartContainer(machine, 'web').error?.message).toMatch(/^Cannot restart container web: .*9080/);
    expect(findContainer(machine, 'web')?.status).toBe('exited');
  });

  it('does not get the port of another container', () => {
    const machine = createMachine();
    runContainer(machine, { image: 'nginx', name: 'one', bindings: publish(9080) });
    const { error } = runContainer(machine, { image: 'nginx', name: 'two', bindings: publish(9080) });
    expect(error?.message).toContain('port is already allocated');
    expect(serves(machine, 9080)).toBe(true);
  });

  it('may come up without its ports, and the engine calls that a success', () => {
    const machine = createMachine({ faults: [{ kind: 'unpublished', container: 'web', times: 1 }] });
    const { container, error } = runContainer(machine, {
      image: 'nginx',
      name: 'web',
      bindings: publish(9080),
    });
    expect(error).toBeUndefined();
    expect(container).toMatchObject({ status: 'running', published: false });
    expect(serves(machine, 9080)).toBe(false);
    restartContainer(machine, 'web');
    expect(serves(machine, 9080)).toBe(true);
  });

  it.each([
    ['no-such-container', () => startContainer(createMachine(), 'nobody')],
    ['no-such-image', () => runContainer(createMachine(), { image: 'nginx', pull: 'never' })],
    [
      'name-taken',
      () => runContainer(createMachine(DEFAULT_MACHINE), { image: 'nginx', name: 'mattermost' }),
    ],
    ['not-running', () => startContainer(createMachine({ docker: 'stopped' }), 'web')],
    ['not-running', () => runContainer(createMachine({ hyperV: false }), { image: 'nginx' })],
  ] as const)('is refused: %s', (kind, work) => {
    expect(work().error?.kind).toBe(kind);
  });
});

describe('the engine’s port error', () => {
  const REFUSED = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
  it.each([
    ['2020', `Ports are not available: listen tcp 0.0.0.0:8065: bind: ${REFUSED}`],
    [
      '2023',
      `Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: ${REFUSED}`,
    ],
    [
      '2025',
      `ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: listen tcp 0.0.0.0:8065: bind: ${REFUSED}`,
    ],
    [
      'forwarder',
      'ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: /forwards/expose returned unexpected status: 500',
    ],
  ] as const)('in the form of %s', (errorGeneration, expected) => {
    const machine = createMachine({ ...DEFAULT_MACHINE, errorGeneration });
    expect(machine.docker.containers[0]?.error).toBe(expected);
  });

  it('passes on what Windows says in its own language', () => {
    const machine = createMachine({ ...DEFAULT_MACHINE, locale: 'de' });
    expect(machine.docker.containers[0]?.error).toMatch(/bind: Der Zugriff auf einen Socket war aufgrund/);
  });
});

describe('Windows containers', () => {
  it('take their ports through HNS, as a row without a star', () => {
    const machine = createMachine({ osType: 'windows' });
    runContainer(machine, { image: 'iis', name: 'web', bindings: publish(9080) });
    expect(machine.ranges.tcp).toContainEqual(
      expect.objectContaining({ startPort: 9080, numberOfPorts: 1, owner: 'hns-mapping', kind: 'runtime' }),
    );
    stopContainer(machine, 'web');
    expect(machine.ranges.tcp.some(({ owner }) => owner === 'hns-mapping')).toBe(false);
  });

  it('are refused an administered port, and a port that is taken', () => {
    const machine = createMachine({ osType: 'windows' });
    addExclusion(machine, 'tcp', { startPort: 9080, numberOfPorts: 1 });
    expect(runContainer(machine, { image: 'iis', bindings: publish(9080) }).error?.message).toContain('0x20');
    expect(runContainer(machine, { image: 'iis', bindings: publish(445) }).error?.kind).toBe('port');
  });
});

it('a stopped engine keeps its containers for when it starts', () => {
  const containers = [{ name: 'web', image: 'nginx', ports: [9080], restartPolicy: 'always' }] as const;
  const machine = createMachine({ docker: 'stopped', containers });
  expect([machine.docker.running, serves(machine, 9080)]).toEqual([false, false]);
  startDockerDesktop(machine);
  expect(serves(machine, 9080)).toBe(true);
});

it('the engine goes with wsl --shutdown and comes back with the containers that restart themselves', () => {
  const machine = createMachine({
    containers: [
      { name: 'web', image: 'nginx', ports: [9080], restartPolicy: 'unless-stopped' },
      { name: 'idle', image: 'nginx', ports: [9081], restartPolicy: 'unless-stopped' },
    ],
  });
  stopContainer(machine, 'idle');
  shutdownWsl(machine);
  expect([machine.docker.running, serves(machine, 9080)]).toEqual([false, false]);
  startDockerDesktop(machine);
  expect([serves(machine, 9080), serves(machine, 9081)]).toEqual([true, false]);
  stopDockerDesktop(machine);
  expect(serves(machine, 9080)).toBe(false);
});
