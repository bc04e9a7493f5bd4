import { afterAll, afterEach, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { createDockerBench, type DockerBench } from '../support/docker-bench.ts';
import { type Ended, NO_ENGINE } from '../support/docker-engine.ts';
import { lastDocument } from '../support/place.ts';
import { until } from '../support/stand-in-place.ts';

const RESTART = ['run', 'restart-container', '--yes', '--json', '--container'];
const PUBLISH = ['--publish', '127.0.0.1:8065:80'];
/** Heeds no SIGTERM, so that docker waits before it kills it: a while in which things happen. */
const SLOW_TO_STOP = ['--stop-signal', 'SIGTERM', '--stop-timeout', '2'];

const name = `restart-container on an engine of our own${NO_ENGINE === undefined ? '' : ` (${NO_ENGINE})`}`;

describe.skipIf(NO_ENGINE !== undefined)(name, () => {
  let bench: DockerBench;
  beforeAll(async () => {
    bench = await createDockerBench(['--live-restore']);
  });
  afterEach(() => bench.forget());
  afterAll(() => bench?.remove());

  const serves = (port: number) => until(() => bench.serves(port), `port ${port} is served`);
  const restart = (container: string) => bench.portwright([...RESTART, container]);
  /** Everything that is there is there afterwards, and nothing else. */
  async function nothingAddedOrRemoved<T>(work: () => Promise<T>): Promise<T> {
    const before = await bench.engine.inventory();
    const result = await work();
    expect(await bench.engine.inventory()).toEqual(before);
    return result;
  }
  const isRefused = (ended: Ended, reason: RegExp) => {
    expect(ended.exitCode, ended.stdout).toBe(1);
    expect(lastDocument(ended)).toMatchObject({ error: { code: 'plan.refused' } });
    expect(ended.stdout).toMatch(reason);
  };

  test('starts anew one that runs, proves every port it serves, and touches no other', async () => {
    await bench.web('web', ...PUBLISH, '--publish', '8066:80', '--publish', '8067:9/udp');
    await bench.web('other', '--publish', '127.0.0.1:8075:80');
    const [started, otherStarted] = [await bench.startedAt('web'), await bench.startedAt('other')];
    const ended = await nothingAddedOrRemoved(() => restart('web'));
    expect(ended.exitCode, ended.stdout).toBe(0);
    expect(lastDocument(ended)).toMatchObject({ outcome: 'done', host: { kind: 'linux' } });
    expect(ended.stdout).toContain('tcp 8065 is held by docker-proxy (a second bind gives 10048), accepts');
    expect(ended.stdout).toContain('udp 8067 is held by docker-proxy (a second bind gives 10048)');
    expect(await bench.startedAt('web')).not.toBe(started);
    expect(await bench.startedAt('other')).toBe(otherStarted);
    await serves(8065);
    await serves(8066);
  });

  test.for(['created', 'exited'])('starts one that is %s, and a rollback stops it again', async (status) => {
    if (status === 'created') await bench.create('web', ...PUBLISH);
    else {
      await bench.web('web', ...PUBLISH);
      await bench.engine.mustDocker('stop', 'web');
    }
    expect(await bench.status('web')).toBe(status);
    await nothingAddedOrRemoved(async () => {
      expect((await restart('web')).exitCode).toBe(0);
      await serves(8065);
      expect((await bench.portwright(['rollback', '--yes'])).exitCode).toBe(0);
    });
    expect(await bench.status('web')).toBe('exited');
  });

  test('leaves one stopped whose port another program holds, and names that program', async (context) => {
    await bench.create('web', ...PUBLISH);
    const { processId } = await bench.listen(context, 8065);
    isRefused(
      await restart('web'),
      new RegExp(`127\\.0\\.0\\.1:8065 is held by node \\(process ${processId}\\)`),
    );
    expect(await bench.status('web')).toBe('created');
  });

  test('leaves one stopped whose port another container publishes, and names that container', async () => {
    await bench.web('first', ...PUBLISH);
    await bench.create('web', ...PUBLISH);
    isRefused(await restart('web'), /tcp 8065 is published by container first/);
    expect(await bench.status('web')).toBe('created');
    await serves(8065);
  });

  test('names the connection that has taken the port of a stopped one', async (context) => {
    await bench.create('web', '--publish', '127.0.0.1:8085:80');
    const { processId, end } = await bench.holdAsClients(context, [8080, 8089]);
    const expected = `127\\.0\\.0\\.1:8085 is held by a connection of node \\(process ${processId}\\)`;
    isRefused(await restart('web'), new RegExp(expected));
    await end();
    expect((await restart('web')).exitCode).toBe(0);
  });

  test('leaves one alone that would be removed when it stops', async () => {
    await bench.web('web', '--rm', ...PUBLISH);
    isRefused(await restart('web'), /--rm/);
    await serves(8065);
  });

  /** The engine is killed, another program takes the port, and the engine comes back to a container that still runs. */
  async function loseThePort(context: TestContext) {
    await bench.web('web', ...PUBLISH);
    await bench.engine.kill();
    const intruder = await bench.listen(context, 8065);
    await bench.engine.start();
    const ports = await bench.engine.mustDocker('port', 'web');
    expect([await bench.status('web'), ports]).toEqual(['running', '80/tcp -> 127.0.0.1:8065']);
    return intruder;
  }

  test('cures one that runs and is published by its own word only', async (context) => {
    const intruder = await loseThePort(context);
    await intruder.end();
    expect(await bench.serves(8065)).toBe(false);
    expect((await restart('web')).exitCode).toBe(0);
    await serves(8065);
  });

  test('does not take down one that could not come up again', async (context) => {
    const { processId } = await loseThePort(context);
    const started = await bench.startedAt('web');
    isRefused(await restart('web'), new RegExp(`8065 is held by node \\(process ${processId}\\)`));
    expect(await bench.startedAt('web')).toBe(started);
  });

  test('says so where no restart publishes the port, and leaves it running', async () => {
    await bench.web('web', ...PUBLISH);
    await bench.engine.mustDocker('network', 'disconnect', 'bridge', 'web');
    const ended = await restart('web');
    expect(ended.exitCode, ended.stdout).toBe(1);
    expect(lastDocument(ended)).toMatchObject({ error: { code: 'run.not-verified' } });
    expect(await bench.status('web')).toBe('running');
  });

  test.for(['resume', 'rollback'])('killed while it is down, it comes back with %s', async (verb) => {
    await bench.web('web', ...SLOW_TO_STOP, ...PUBLISH);
    const running = await bench.startPortwright([...RESTART, 'web']);
    await until(() => bench.isStopping('web'), 'docker stops the container');
    running.process.kill('SIGKILL');
    await until(async () => (await bench.status('web')) === 'exited', 'the container has stopped');
    const ended = await bench.portwright([verb, '--yes', '--json']);
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    await serves(8065);
  });

  test.for(['resume', 'rollback'])(
    'killed while docker still stops it, it comes back with %s',
    async (verb) => {
      await bench.web('web', ...SLOW_TO_STOP, ...PUBLISH);
      const started = await bench.startedAt('web');
      const running = await bench.startPortwright([...RESTART, 'web']);
      await until(() => bench.isStopping('web'), 'docker stops the container');
      running.process.kill('SIGKILL');
      const ended = await bench.portwright([verb, '--yes', '--json']);
      expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
      await until(async () => !(await bench.isStopping('web')), 'nobody stops it any more');
      expect(await bench.status('web')).toBe('running');
      expect(await bench.startedAt('web')).not.toBe(started);
      await serves(8065);
    },
  );

  test('an engine that ends in the middle leaves a run that says so and can be rolled back', async () => {
    await bench.web('web', ...SLOW_TO_STOP, ...PUBLISH);
    const running = await bench.startPortwright([...RESTART, 'web']);
    await until(() => bench.isStopping('web'), 'docker stops the container');
    await bench.engine.kill();
    const ended = await running.ended;
    expect(ended.exitCode, ended.stdout).toBe(3);
    expect(lastDocument(ended)).toMatchObject({ outcome: 'failed-not-undone' });
    await bench.engine.start();
    const rolledBack = await bench.portwright(['rollback', '--yes', '--json']);
    expect(rolledBack.exitCode, rolledBack.stdout + rolledBack.stderr).toBe(0);
    await serves(8065);
  });

  test('says that the engine does not run, and how to start it', async () => {
    await bench.engine.stop();
    const ended = await bench.portwright(['run', 'restart-container', '--yes', '--container', 'web']);
    await bench.engine.start();
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('docker.not-running');
    expect(ended.stderr).toContain('systemctl start docker');
  });

  test.for([
    ['nobody', 'docker.container-unknown'],
    ['--privileged', 'input.invalid'],
  ])('refuses %s', async ([container, code]) => {
    const ended = await bench.portwright(['run', 'restart-container', '--yes', `--container=${container}`]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(code);
  });
});
