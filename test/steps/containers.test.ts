import { describe, expect, it, test } from 'vitest';
import { ensureContainerPublished } from '../../toolkit/steps/ensure-container-published.ts';
import { expectContainerServes } from '../../toolkit/steps/expect-container-serves.ts';
import { expectDockerPortError } from '../../toolkit/steps/expect-docker-port-error.ts';
import { withContainerRun } from '../../toolkit/steps/with-container-run.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost, missingProgram, type Replies, type Reply } from '../support/fake-host.ts';
import {
  block,
  dockerImages,
  dockerPs,
  engineDown,
  excluded,
  failed,
  inspected,
  listener,
  noContainer,
  showExcluded,
} from '../support/windows-texts.ts';

type Run = Record<string, Replies<Reply>>;
const inspect = 'docker container inspect mattermost';
const PUBLISHED = '0.0.0.0:8065->80/tcp';

describe('a container with its ports', () => {
  const step = ensureContainerPublished('mattermost');

  const docker = listener(8065, { processName: 'docker-proxy' });
  const nobody = { listeners: { sockets: [] } };
  const { processName: _unknown, ...unseen } = docker;
  test.each([
    ['runs with its ports', {}, [docker], true, undefined],
    ['runs with ports of a process that nobody may look at', {}, [unseen], true, undefined],
    ['runs without them', { published: false }, [], false, 'docker restart mattermost'],
    ['is published by its own word only', {}, [], false, 'docker restart mattermost'],
    ['is published where another program listens', {}, [listener(8065)], false, 'docker restart mattermost'],
    ['was created only', { status: 'created' }, [], false, 'docker start mattermost'],
    ['has ended', { status: 'exited' }, [], false, 'docker start mattermost'],
  ])('that %s', async (_how, text, sockets, satisfied, command) => {
    const { state, host } = await look(step, {
      run: { [inspect]: inspected('mattermost', text) },
      ask: { listeners: { sockets } },
    });
    expect(host.written).toEqual([]);
    expect(step.isSatisfied(state)).toBe(satisfied);
    if (command === undefined) return;
    const changed = fakeHost({ run: { [command]: '' } });
    await step.apply(changed, state);
    expect(changed.written).toEqual([command]);
  });

  it('is not started while somebody has paused it', async () => {
    const run = { [inspect]: inspected('mattermost', { status: 'paused' }) };
    expect((await refusalOn(step, { run, ask: nobody }))?.remedy).toBe('docker unpause mattermost');
  });

  it('is not started where stopping it again would remove it', async () => {
    const run = { [inspect]: inspected('mattermost', { status: 'created', autoRemove: true }) };
    expect((await refusalOn(step, { run, ask: nobody }))?.remedy).toBe('docker start mattermost');
  });

  test.each([
    ['another program', [listener(8065)], /tcp 0\.0\.0\.0:8065 is held by nginx\.exe/],
    ['a connection', [listener(8065, { state: 'connected' })], /held by a connection of nginx\.exe/],
    ['another container', [docker], /tcp 8065 is published by container other/],
  ])('is not started while %s has its port', async (_who, sockets, reason) => {
    const row = { ID: '1', Names: 'other', Image: 'x', State: 'running', Ports: PUBLISHED };
    const run = {
      [inspect]: inspected('mattermost', { status: 'exited' }),
      [dockerPs]: JSON.stringify(row),
    };
    expect((await refusalOn(step, { run, ask: { listeners: { sockets } } }))?.reason).toMatch(reason);
  });

  it('is not in its own way while the engine starts it again', async () => {
    const row = { ID: '4f5e', Names: 'mattermost', Image: 'x', State: 'restarting', Ports: PUBLISHED };
    const run = {
      [inspect]: inspected('mattermost', { status: 'restarting' }),
      [dockerPs]: JSON.stringify(row),
    };
    expect(await refusalOn(step, { run, ask: { listeners: { sockets: [docker] } } })).toBeUndefined();
  });

  test.each([
    ['is stopped where it did not run', 'exited', 'running', ['docker stop mattermost']],
    ['is left alone where it ran', 'running', 'running', []],
    ['is left to the engine, which was starting it again and again', 'restarting', 'restarting', []],
    ['is started for an engine that was starting it', 'restarting', 'exited', ['docker start mattermost']],
    ['is started where it ran and a restart has failed', 'running', 'exited', ['docker start mattermost']],
  ])('put back %s', async (_how, was, is, written) => {
    const host = fakeHost({
      run: {
        [inspect]: inspected('mattermost', { status: is }),
        'docker stop mattermost': '',
        'docker start mattermost': '',
      },
    });
    await step.undo?.(host, { status: was, published: false, autoRemove: false, obstacle: null });
    expect(host.written).toEqual(written);
  });

  test.each([
    ['unknown', noContainer, 'docker.container-unknown', 2],
    ['without an engine', engineDown, 'docker.not-running', 1],
    ['without docker', missingProgram, 'host.program-missing', 1],
    ['that docker does not tell of', failed(1, '', 'permission denied'), 'host.program-failed', 1],
    ['told of in other words', 'rubbish', 'host.unrecognised-output', 1],
  ] as const)('%s is an error of its own', async (_what, reply, code, exitCode) => {
    await expect(look(step, { run: { [inspect]: reply } })).rejects.toMatchObject({ code, exitCode });
  });
});

describe('the proof that a container serves', () => {
  const step = expectContainerServes('mattermost');
  const docker = listener(8065, { processName: 'com.docker.backend.exe' });
  const asked = async (
    text: Parameters<typeof inspected>[1],
    answers: { bind?: number; connect?: number; sockets?: (typeof docker)[] } = {},
  ) => {
    const { state, host } = await look(step, {
      run: { [inspect]: inspected('mattermost', text) },
      ask: {
        'probe-bind': { socketError: answers.bind ?? 10048 },
        'probe-connect': { socketError: answers.connect ?? 0 },
        listeners: { sockets: answers.sockets ?? [docker] },
      },
    });
    return { holds: step.isSatisfied(state), said: step.describe(state), host };
  };

  test.each([
    ['everything says so', {}, {}, true, /8065 is held by com\.docker\.backend\.exe.*accepts connections/],
    ['it has ended', { status: 'exited' }, {}, false, /is exited/],
    ['its port is missing', { published: false }, {}, false, /does not publish/],
    ['the port can be bound', {}, { bind: 0 }, false, /a second bind gives 0/],
    ['nobody answers', {}, { connect: 10061 }, false, /connect fails with 10061/],
    ['nobody listens', {}, { sockets: [] }, false, /held by nobody/],
    [
      'only a client has the port',
      {},
      { sockets: [{ ...docker, state: 'connected' as const }] },
      false,
      /nobody/,
    ],
    ['udp cannot be connected to', { protocol: 'udp' as const }, { sockets: [] }, false, /nobody/],
  ])('holds or not: %s', async (_when, text, answers, holds, said) => {
    const found = await asked(text, answers);
    expect(found.holds).toBe(holds);
    expect(found.said).toMatch(said);
  });

  test.each([
    ['', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ['192.168.1.4', '192.168.1.4'],
  ])('published on %j connects to %s', async (hostIp, address) => {
    const { host } = await asked({ hostIp });
    expect(host.asked).toContain(`ask probe-connect {"address":"${address}","port":8065}`);
  });

  it('leaves out ports that Docker chose', async () => {
    const { holds, host } = await asked({ wanted: [8065] });
    expect(holds).toBe(true);
    const chosen = JSON.parse(inspected('mattermost', { wanted: [8065] })) as {
      HostConfig: { PortBindings: Record<string, unknown> };
      NetworkSettings: { Ports: Record<string, unknown> };
    }[];
    for (const { HostConfig, NetworkSettings } of chosen) {
      HostConfig.PortBindings['80/tcp'] = [{ HostIp: '', HostPort: '' }];
      NetworkSettings.Ports['80/tcp'] = [{ HostIp: '0.0.0.0', HostPort: '49321' }];
    }
    const { state, host: other } = await look(step, {
      run: { [inspect]: JSON.stringify(chosen) },
      ask: {
        'probe-bind': { socketError: 10048 },
        'probe-connect': { socketError: 0 },
        listeners: { sockets: [docker] },
      },
    });
    expect(step.isSatisfied(state)).toBe(true);
    expect(other.asked).toEqual(host.asked);
  });
});

describe('a container of our own', () => {
  const bracket = withContainerRun(
    { name: 'portwright-reproduce', target: { preferred: 3000 }, containerPort: 80 },
    [],
  );
  const ours = 'docker container inspect portwright-reproduce';
  const image = JSON.stringify({ Repository: 'nginx', Tag: 'latest', ID: 'abc' });
  const state = { hostPort: 8005, image: 'nginx:latest', exists: false };
  const rows = { [showExcluded()]: excluded(block(8005)) };

  it('takes an image that is there and the first port of a block', async () => {
    const script = { run: { ...rows, [dockerImages]: image, [ours]: noContainer } };
    const { state: found } = await look(bracket, script);
    expect(found).toEqual(state);
    expect(bracket.isNeeded(found, false)).toBe(true);
  });

  test.each([
    ['without docker', missingProgram],
    ['without an engine', engineDown],
    ['without an image', ''],
  ])('is done without %s', async (_how, reply) => {
    const { state: found } = await look(bracket, { run: { ...rows, [dockerImages]: reply } });
    expect(bracket.isNeeded(found, true)).toBe(false);
  });

  it('is not run where one of that name is there already', async () => {
    const script = { run: { ...rows, [dockerImages]: image, [ours]: inspected('portwright-reproduce') } };
    expect((await refusalOn(bracket, script))?.remedy).toBe('docker rm --force portwright-reproduce');
  });

  it('is run without pulling, and nobody minds that its port is refused', async () => {
    const command =
      'docker run --detach --pull never --name portwright-reproduce --publish 0.0.0.0:8005:80/tcp nginx:latest';
    const host = fakeHost({ run: { [command]: failed(125), [ours]: inspected('portwright-reproduce') } });
    await bracket.takeDown(host, state);
    expect(await bracket.isDown(host, state)).toBe(true);
    expect(host.written).toEqual([command]);
  });

  it.each([
    ['removed', inspected('portwright-reproduce'), ['docker rm --force portwright-reproduce']],
    ['left where it is gone', noContainer, []],
  ])('is %s at the end', async (_how, reply, written) => {
    const run: Run = { [ours]: reply, 'docker rm --force portwright-reproduce': '' };
    const host = fakeHost({ run });
    await bracket.bringBack(host, state);
    expect(host.written).toEqual(written);
  });

  it('is not taken for gone when the engine does not answer', async () => {
    expect(await bracket.isBack(fakeHost({ run: { [ours]: engineDown } }), state)).toBe(false);
  });
});

describe('Docker’s own error', () => {
  const step = expectDockerPortError('portwright-reproduce', undefined);
  const image = JSON.stringify({ Repository: 'nginx', Tag: 'latest', ID: 'abc' });
  const said =
    'Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.';
  const ours = 'docker container inspect portwright-reproduce';

  test.each([
    ['is the proof', inspected('x', { status: 'created', error: said }), true, /forbidden/],
    [
      'about something else is none',
      inspected('x', { status: 'created', error: 'no space' }),
      false,
      /no space/,
    ],
    ['that is missing is none', inspected('x', { status: 'running' }), false, /no error/],
    ['of a container that is not there is none', noContainer, false, /no error/],
  ] as const)('%s', async (_what, reply, holds, words) => {
    const { state } = await look(step, { run: { [dockerImages]: image, [ours]: reply } });
    expect(step.isSatisfied(state)).toBe(holds);
    expect(step.describe(state)).toMatch(words);
  });

  it('is not asked for without Docker', async () => {
    const { state } = await look(step, { run: { [dockerImages]: missingProgram } });
    expect(step.isSatisfied(state)).toBe(true);
  });
});
