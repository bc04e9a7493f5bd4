import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { displayCommand } from '../../toolkit/host/command.ts';
import {
  dockerDesktop,
  dockerInfo,
  inspectContainer,
  listContainers,
  listImages,
  removeContainer,
  restartContainer,
  runContainer,
  startContainer,
  stopContainer,
} from '../../toolkit/windows/docker.ts';
import {
  isPublished,
  parseContainerInspect,
  parseContainerList,
} from '../../toolkit/windows/docker-container.ts';
import {
  isEngineDown,
  isUnknownContainer,
  parseDockerInfo,
  parseImages,
} from '../../toolkit/windows/docker-engine.ts';
import { type PublishedPort, parsePortsColumn } from '../../toolkit/windows/published-port.ts';
import { ended } from './result.ts';

const publish = { hostIp: '', hostPort: 8065, containerPort: 8065, protocol: 'tcp' } as const;

describe('commands of docker', () => {
  test.each([
    [listContainers(), 'docker ps --all --no-trunc --format "{{json .}}"', 'read'],
    [inspectContainer('mattermost'), 'docker container inspect mattermost', 'read'],
    [startContainer('a'), 'docker start a', 'write'],
    [stopContainer('a'), 'docker stop a', 'write'],
    [restartContainer('a'), 'docker restart a', 'write'],
    [removeContainer('a'), 'docker rm --force a', 'write'],
    [listImages(), 'docker image ls --format "{{json .}}"', 'read'],
    [dockerInfo(), 'docker info --format "{{json .}}"', 'read'],
    [dockerDesktop('status'), 'docker desktop status', 'read'],
    [dockerDesktop('start'), 'docker desktop start', 'write'],
    [
      runContainer({ name: 'a', image: 'nginx:latest', publish }),
      'docker run --detach --pull never --name a --publish 8065:8065/tcp nginx:latest',
      'write',
    ],
    [
      runContainer({ name: 'a', image: 'nginx', publish: { ...publish, hostIp: '::1', protocol: 'udp' } }),
      'docker run --detach --pull never --name a --publish [::1]:8065:8065/udp nginx',
      'write',
    ],
  ])('are typed as %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });

  test.each(['', '-a', '--all', '/a', 'a b', 'a"b', '.a'])('take %j for no name', (name) => {
    const refused = expect.objectContaining({ code: 'input.invalid-argument' });
    for (const build of [inspectContainer, startContainer, stopContainer, restartContainer, removeContainer])
      expect(() => build(name)).toThrow(refused);
    expect(() => runContainer({ name, image: 'nginx', publish })).toThrow(refused);
  });

  it('take no image that would be an option', () => {
    expect(() => runContainer({ name: 'a', image: '--privileged', publish })).toThrow(
      expect.objectContaining({ code: 'input.invalid-argument' }),
    );
  });
});

interface Binding {
  HostIp: string;
  HostPort: string;
}
type PortMap = Record<string, Binding[] | null>;

function inspected(wanted: PortMap | null, bound: PortMap | null, status = 'running'): string {
  const container = {
    Id: '4f5e',
    Name: '/mattermost',
    State: { Status: status, ExitCode: 0, Error: '' },
    Config: { Image: 'mattermost/mattermost-team-edition' },
    HostConfig: { PortBindings: wanted, RestartPolicy: { Name: 'unless-stopped' } },
    NetworkSettings: { Ports: bound },
  };
  return JSON.stringify([container], null, 4);
}

describe('an inspected container', () => {
  it('says who it is, how it is and which ports it wants', () => {
    const text = inspected({ '8065/tcp': [{ HostIp: '', HostPort: '8065' }] }, {}, 'created');
    expect(parseContainerInspect(text)).toEqual({
      id: '4f5e',
      name: 'mattermost',
      image: 'mattermost/mattermost-team-edition',
      status: 'created',
      exitCode: 0,
      error: '',
      restartPolicy: 'unless-stopped',
      autoRemove: false,
      wanted: [publish],
      published: [],
    });
  });

  const asked = (hostPort: string, hostIp = '') => ({ '8065/tcp': [{ HostIp: hostIp, HostPort: hostPort }] });
  const everywhere = {
    '8065/tcp': [
      { HostIp: '0.0.0.0', HostPort: '8065' },
      { HostIp: '::', HostPort: '8065' },
    ],
  };
  test.each([
    ['bound on all addresses', asked('8065'), everywhere, true],
    ['bound where it was asked', asked('8065', '127.0.0.1'), asked('8065', '127.0.0.1'), true],
    ['bound elsewhere', asked('8065', '127.0.0.1'), everywhere, false],
    ['running but unpublished', asked('8065'), { '8065/tcp': [] }, false],
    ['running without any port', asked('8065'), null, false],
    ['bound to another port', asked('8066'), everywhere, false],
    ['bound for another protocol', { '8065/udp': asked('8065')['8065/tcp'] }, everywhere, false],
    ['given any port', asked(''), asked('49200', '0.0.0.0'), true],
    ['given one of a range', asked('8000-8010'), asked('8003', '0.0.0.0'), true],
    ['given none of any', asked('0'), { '8065/tcp': null }, false],
    ['asking for nothing', null, { '8065/tcp': null }, true],
    ['asking for sctp alone', { '9/sctp': asked('9')['8065/tcp'] }, {}, true],
  ] as const)('%s is published: %#', (_, wanted, bound, expected) => {
    const text = inspected(
      structuredClone(wanted) as PortMap | null,
      structuredClone(bound) as PortMap | null,
    );
    expect(isPublished(parseContainerInspect(text))).toBe(expected);
  });

  test.each([
    ['nothing', ''],
    ['no container', '[]'],
    ['two containers', inspected(null, null).replace(/^\[([\s\S]*)\]$/, '[$1,$1]')],
    ['no state', inspected(null, null).replace('"State"', '"Stat"')],
    ['a number for a name', inspected(null, null).replace('"/mattermost"', '7')],
    ['a strange port', inspected({ tcp: [] }, null)],
    ['words', 'Error: No such container: x'],
  ])('is never read from %s', (_, text) => {
    expect(() => parseContainerInspect(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output' }),
    );
  });
});

describe('the ports column of docker ps', () => {
  const shown = (ports: readonly PublishedPort[] | undefined) =>
    ports?.map((one) => `${one.hostIp}|${one.hostPort}>${one.containerPort}/${one.protocol}`).join(' ');

  test.each([
    ['', ''],
    ['0.0.0.0:8065->8065/tcp, [::]:8065->8065/tcp', '0.0.0.0|8065>8065/tcp ::|8065>8065/tcp'],
    [':::80->80/tcp', '::|80>80/tcp'],
    ['0.0.0.0:9998-9999->9998-9999/udp', '0.0.0.0|9998>9998/udp 0.0.0.0|9999>9999/udp'],
    ['127.0.0.1:81-82->1081-1082/tcp', '127.0.0.1|81>1081/tcp 127.0.0.1|82>1082/tcp'],
    ['9988/tcp, 9990-9992/udp', ''],
    ['0.0.0.0:0->9988/tcp', '0.0.0.0|0>9988/tcp'],
    ['0.0.0.0:7->7/sctp, 0.0.0.0:8->8/tcp', '0.0.0.0|8>8/tcp'],
    ['0.0.0.0:1-3->1-2/tcp', undefined],
    ['0.0.0.0:70000->1/tcp', undefined],
    ['8065', undefined],
  ])('%j', (text, expected) => {
    expect(shown(parsePortsColumn(text))).toBe(expected);
  });

  it('is undefined for what it is not, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(/[^\s,]/.test(text) && !text.includes('/'));
        expect(parsePortsColumn(text)).toBeUndefined();
      }),
    );
  });
});

describe('lists of docker', () => {
  const row = {
    ID: '4f5e',
    Names: 'web,db/web',
    Image: 'nginx',
    State: 'running',
    Ports: '0.0.0.0:80->80/tcp',
  };

  it('hold one container a line', () => {
    const [container, ...others] = parseContainerList(`${JSON.stringify(row)}\r\n\r\n`);
    expect(others).toEqual([]);
    expect(container).toMatchObject({ id: '4f5e', name: 'web', state: 'running' });
    expect(container?.published).toHaveLength(1);
    expect(parseContainerList('')).toEqual([]);
  });

  test.each(['CONTAINER ID   IMAGE', '[]', '{}', JSON.stringify({ ...row, Ports: 'x' })])(
    'are not %j',
    (line) => {
      expect(() => parseContainerList(`${JSON.stringify(row)}\n${line}`)).toThrow(
        expect.objectContaining({ code: 'host.unrecognised-output', lineNumber: 2 }),
      );
    },
  );

  it('name images by tag, or by id without one', () => {
    const images = [
      { Repository: 'nginx', Tag: 'latest', ID: 'a' },
      { Repository: '<none>', Tag: '<none>', ID: 'b' },
    ];
    expect(
      parseImages(images.map((image) => JSON.stringify(image)).join('\n')).map(({ name }) => name),
    ).toEqual(['nginx:latest', 'b']);
  });
});

describe('the engine', () => {
  it('says which containers it runs', () => {
    expect(parseDockerInfo('{"OSType":"windows","ServerVersion":"28.0.1","Name":"x"}')).toEqual({
      osType: 'windows',
      serverVersion: '28.0.1',
    });
  });

  test.each(['', '{}', '{"OSType":"","ServerVersion":""}', '[]'])('says nothing by %j', (text) => {
    expect(() => parseDockerInfo(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output' }),
    );
  });

  test.each([
    'Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?',
    'error during connect: Get "http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/containers/json": open //./pipe/dockerDesktopLinuxEngine: x',
    'failed to connect to the docker API at npipe:////./pipe/dockerDesktopLinuxEngine; check if the path is correct',
    'request returned Internal Server Error for API route and version http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/info',
  ])('is down when docker says %j', (text) => {
    expect(isEngineDown(ended(1, '', text))).toBe(true);
    expect(isEngineDown(ended(0, '', text))).toBe(false);
    expect(isUnknownContainer(ended(1, '', text))).toBe(false);
  });

  test.each(['Error: No such container: web', 'Error response from daemon: no such container: web'])(
    'does not know the container when docker says %j',
    (text) => {
      expect(isUnknownContainer(ended(1, '[]', text))).toBe(true);
      expect(isUnknownContainer(ended(0, '[]', text))).toBe(false);
      expect(isEngineDown(ended(1, '[]', text))).toBe(false);
    },
  );
});
