import { describe, expect, it } from 'vitest';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../../toolkit/simulation/machine-state.ts';
import { parsePublish } from '../../../toolkit/simulation/programs/docker-arguments.ts';
import { run, shown } from './run.ts';

const WEB = { name: 'web', image: 'nginx', ports: [8081] };
const BLOCKED = { name: 'mattermost', image: 'mattermost/mattermost-team-edition', ports: [8065] };
const RANGE = { startPort: 1024, numberOfPorts: 64511 };
const blocked = (options: MachineOptions = {}) =>
  createMachine({ dynamicPortRange: RANGE, blocksOn: [8065], containers: [BLOCKED], ...options });
const withWeb = (options: MachineOptions = {}) => createMachine({ containers: [WEB], ...options });

const SENTENCE = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
type Generation = MachineState['docker']['errorGeneration'];

describe('a refused port', () => {
  it.each<[Generation, string]>([
    ['2020', `Ports are not available: listen tcp 0.0.0.0:8065: bind: ${SENTENCE}`],
    [
      '2023',
      `Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: ${SENTENCE}`,
    ],
    [
      '2025',
      `ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: listen tcp 0.0.0.0:8065: bind: ${SENTENCE}`,
    ],
    [
      'forwarder',
      'ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: /forwards/expose returned unexpected status: 500',
    ],
  ])('reads as Docker Desktop of %s printed it', (errorGeneration, message) => {
    expect(shown(blocked({ errorGeneration }), 'docker start mattermost')).toEqual([
      1,
      '',
      `Error response from daemon: ${message}\nfailed to start containers: mattermost\n`,
    ]);
  });

  it('keeps the sentence of a German Windows after bind:', () => {
    expect(run(blocked({ locale: 'de' }), 'docker restart mattermost').stderr).toContain(
      'bind: Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig.\n',
    );
  });

  it('ends docker run with 125 and leaves the container created', () => {
    const machine = blocked({ containers: [] });
    const { exitCode, stdout, stderr, encoding } = run(
      machine,
      'docker run -d --name mm -p 8065:8065 mattermost/mm',
    );
    expect([exitCode, encoding]).toEqual([125, 'utf8']);
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(stderr).toBe(
      `docker: Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: ${SENTENCE}\n\nRun 'docker run --help' for more information\n`,
    );
    expect(run(machine, 'docker container inspect --format {{.State.Status}} mm').stdout).toBe('created\n');
  });

  it('is another error where a container holds it', () => {
    const { exitCode, stderr } = run(withWeb(), 'docker run -d -p 8081:80 nginx');
    expect(exitCode).toBe(125);
    expect(stderr).toContain('Bind for 0.0.0.0:8081 failed: port is already allocated');
  });
});

describe('containers', () => {
  it('are started, stopped, restarted and removed by name', () => {
    const machine = withWeb();
    expect(shown(machine, 'docker stop -t 1 web')).toEqual([0, 'web\n', '']);
    expect(shown(machine, 'docker container start web')).toEqual([0, 'web\n', '']);
    expect(shown(machine, 'docker restart web')).toEqual([0, 'web\n', '']);
    expect(run(machine, 'docker rm web').exitCode).toBe(1);
    expect(shown(machine, 'docker rm -f web')).toEqual([0, 'web\n', '']);
    expect(machine.docker.containers).toEqual([]);
  });

  it('that are unknown fail one by one', () => {
    const machine = withWeb();
    expect(shown(machine, 'docker start nope web')).toEqual([
      1,
      'web\n',
      'Error response from daemon: No such container: nope\nfailed to start containers: nope\n',
    ]);
    expect(shown(machine, 'docker restart nope')).toEqual([
      1,
      '',
      'Error response from daemon: No such container: nope\n',
    ]);
    expect(shown(machine, 'docker container inspect nope')).toEqual([
      1,
      '[]\n',
      'Error response from daemon: No such container: nope\n',
    ]);
  });

  it('are listed as one object a line, in either spelling', () => {
    const machine = withWeb();
    const { stdout } = run(machine, 'docker ps --format json');
    expect(run(machine, 'docker ps --format "{{json .}}"').stdout).toBe(stdout);
    const row: Record<string, unknown> = JSON.parse(stdout);
    expect(row).toMatchObject({
      Names: 'web',
      State: 'running',
      Ports: '0.0.0.0:8081->8081/tcp',
      Platform: null,
    });
    expect(Object.values(row).every((value) => value === null || typeof value === 'string')).toBe(true);
  });

  it('are hidden when they do not run, unless asked for', () => {
    const machine = withWeb();
    run(machine, 'docker stop web');
    expect(run(machine, 'docker ps -q').stdout).toBe('');
    expect(run(machine, 'docker ps -aq').stdout).toMatch(/^[0-9a-f]{12}\n$/);
    expect(run(machine, 'docker ps -aq --no-trunc').stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(run(machine, 'docker ps -a --format "{{.Names}} {{.State}}"').stdout).toBe('web exited\n');
    expect(run(machine, 'docker ps -a --format "{{.Nonsense}}"').exitCode).toBe(1);
  });

  it('show consecutive ports as a range', () => {
    const machine = createMachine({ containers: [{ ...WEB, ports: [9000, 8081, 8082] }] });
    expect(run(machine, 'docker ps --format {{.Ports}}').stdout).toBe(
      '0.0.0.0:8081-8082->8081-8082/tcp, 0.0.0.0:9000->9000/tcp\n',
    );
  });

  it('show what was asked for and what is bound', () => {
    const inspect = (machine: MachineState) =>
      JSON.parse(run(machine, 'docker container inspect web').stdout)[0];
    const binding = { '8081/tcp': [{ HostIp: '', HostPort: '8081' }] };
    const bound = { '8081/tcp': [{ HostIp: '0.0.0.0', HostPort: '8081' }] };
    expect(inspect(withWeb())).toMatchObject({
      Name: '/web',
      HostConfig: { PortBindings: binding },
      NetworkSettings: { Ports: bound },
      State: { Status: 'running', ExitCode: 0, Error: '' },
    });
    const silent = withWeb({ containers: [{ ...WEB, start: false }] });
    silent.faults.push({ kind: 'unpublished', container: 'web' });
    run(silent, 'docker start web');
    expect(inspect(silent)).toMatchObject({
      HostConfig: { PortBindings: binding },
      NetworkSettings: { Ports: { '8081/tcp': [] } },
    });
  });
});

describe('the engine', () => {
  it('that is down says so, in Windows’ words at the end', () => {
    const machine = withWeb({ docker: 'stopped' });
    const { exitCode, stdout, stderr } = run(machine, 'docker ps');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^error during connect: .*pipe\/dockerDesktopLinuxEngine: The system cannot find the file specified\.\n$/,
    );
    expect(run(machine, 'docker run -d nginx').exitCode).toBe(125);
    expect(run(machine, 'docker version --format {{.Client.Os}}')).toMatchObject({
      exitCode: 1,
      stdout: 'windows\n',
    });
  });

  it('tells which containers it runs', () => {
    const windows = createMachine({ osType: 'windows' });
    expect(run(windows, 'docker info --format {{.OSType}}').stdout).toBe('windows\n');
    expect(JSON.parse(run(createMachine(), 'docker info --format "{{json .}}"').stdout)).toMatchObject({
      OSType: 'linux',
    });
  });

  it('is started and stopped by docker desktop', () => {
    const machine = withWeb();
    run(machine, 'docker desktop stop');
    expect(run(machine, 'docker desktop status').stdout).toContain('stopped');
    run(machine, 'docker desktop start');
    expect(run(machine, 'docker info').exitCode).toBe(0);
  });

  it('lists images', () => {
    expect(JSON.parse(run(withWeb(), 'docker image ls --format json').stdout)).toMatchObject({
      Repository: 'nginx',
      Tag: 'latest',
    });
    expect(run(withWeb(), 'docker images -q').stdout).toMatch(/^[0-9a-f]{12}\n$/);
  });

  it('pulls nothing with --pull never', () => {
    const { exitCode, stdout, stderr } = run(createMachine(), 'docker run --detach --pull never nginx');
    expect([exitCode, stdout]).toEqual([125, '']);
    expect(stderr).toContain('docker: Error response from daemon: No such image: nginx:latest');
  });

  it('is no program where Docker Desktop is not installed', () => {
    expect(() => run(createMachine({ docker: 'absent' }), 'docker ps')).toThrow(
      expect.objectContaining({ code: 'host.program-missing' }),
    );
  });
});

describe('--publish', () => {
  const one = (hostIp: string, hostPort: number, containerPort: number, protocol = 'tcp') => [
    { hostIp, hostPort, containerPort, protocol },
  ];
  it.each([
    ['8065:80', one('', 8065, 80)],
    ['8065:80/udp', one('', 8065, 80, 'udp')],
    ['127.0.0.1:8065:80', one('127.0.0.1', 8065, 80)],
    ['[::1]:8065:80', one('::1', 8065, 80)],
    ['127.0.0.1::80', one('127.0.0.1', 0, 80)],
    ['80', one('', 0, 80)],
    ['8000-8001:80-81', [...one('', 8000, 80), ...one('', 8001, 81)]],
    ['8000-8001:80', undefined],
    ['70000:80', undefined],
    ['web:80:x', undefined],
    ['', undefined],
  ])('%s', (spec, expected) => {
    expect(parsePublish(spec)).toEqual(expected);
  });

  it('ends where the image begins: the rest is the container’s own command', () => {
    const machine = createMachine();
    run(machine, 'docker run -itd --name=a -p9001:80 -e X=1 nginx sh -p 1:2');
    expect(machine.docker.containers.map(({ name, bindings }) => [name, bindings.length])).toEqual([
      ['a', 1],
    ]);
  });
});
