import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDockerBench, type DockerBench } from '../support/docker-bench.ts';
import { type Ended, IMAGE, NO_ENGINE } from '../support/docker-engine.ts';
import { lastDocument } from '../support/place.ts';
import { until } from '../support/stand-in-place.ts';

const PUBLISH = ['--publish', '127.0.0.1:8065:80'];
const RESERVED = '/proc/sys/net/ipv4/ip_local_reserved_ports';

/** The plugin of today, or the program of before. */
const COMPOSE_COMMAND =
  spawnSync('docker', ['compose', 'version']).status === 0
    ? ['/usr/bin/docker', 'compose']
    : ['/usr/bin/docker-compose'];
const NO_COMPOSE = existsSync(COMPOSE_COMMAND[0] ?? '')
  ? undefined
  : 'needs compose: apt-get install docker-compose';
const COMPOSE = `version: '3'
services:
  front:
    image: ${IMAGE}
    stop_signal: SIGKILL
    ports: ['127.0.0.1:8065:80']
  back:
    image: ${IMAGE}
    stop_signal: SIGKILL
`;

const name = `fix --container on an engine of our own${NO_ENGINE === undefined ? '' : ` (${NO_ENGINE})`}`;

describe.skipIf(NO_ENGINE !== undefined)(name, () => {
  let bench: DockerBench;
  beforeAll(async () => {
    bench = await createDockerBench();
  });
  afterEach(() => bench.forget());
  afterAll(() => bench?.remove());

  // What is kept for good would be kept in the machine's own /etc.
  const fix = (port: number, container: string) =>
    bench.portwright(['fix', `${port}`, '--container', container, '--no-persist', '--yes', '--json']);
  const rollback = () => bench.portwright(['rollback', '--yes', '--json']);
  const serves = (port: number) => until(() => bench.serves(port), `port ${port} is served`);
  const reserved = async () => (await bench.engine.run(['/usr/bin/cat', RESERVED])).stdout.trim();
  const said = ({ stdout, stderr }: Ended) => stdout + stderr;

  test('starts one that was left created when its port was taken, and a rollback stops it', async (context) => {
    const { end } = await bench.listen(context, 8065);
    await expect(bench.web('web', ...PUBLISH)).rejects.toThrow('address already in use');
    expect(await bench.status('web')).toBe('created');
    await end();
    const before = await bench.engine.inventory();
    const ended = await fix(8065, 'web');
    expect(ended.exitCode, said(ended)).toBe(0);
    await serves(8065);
    expect(await reserved()).toBe('8065');
    expect((await rollback()).exitCode).toBe(0);
    expect([await bench.status('web'), await reserved()]).toEqual(['exited', '']);
    expect(await bench.engine.inventory()).toEqual(before);
  });

  test('has nothing to do where the port is reserved and the container serves', async () => {
    await bench.web('web', ...PUBLISH);
    expect((await fix(8065, 'web')).exitCode).toBe(0);
    const started = await bench.startedAt('web');
    expect(lastDocument(await fix(8065, 'web'))).toMatchObject({ exitCode: 0, outcome: 'unchanged' });
    expect(await bench.startedAt('web')).toBe(started);
    expect((await rollback()).exitCode).toBe(0);
    await serves(8065);
  });

  test('names the program that listens on the port, and changes nothing', async (context) => {
    await bench.create('web', ...PUBLISH);
    const { processId } = await bench.listen(context, 8065);
    const ended = await fix(8065, 'web');
    expect(ended.exitCode, said(ended)).toBe(1);
    expect(said(ended)).toContain(`process ${processId}`);
    expect([await bench.status('web'), await reserved()]).toEqual(['created', '']);
  });

  test('names the container that publishes the port, and changes nothing', async () => {
    await bench.web('first', ...PUBLISH);
    await bench.create('web', ...PUBLISH);
    const ended = await fix(8065, 'web');
    expect(ended.exitCode, said(ended)).toBe(1);
    expect(said(ended)).toMatch(/container first|docker ps --filter publish=8065/);
    expect([await bench.status('web'), await reserved()]).toEqual(['created', '']);
    await serves(8065);
  });

  test('keeps the port from outgoing connections after one of them has kept a container down', async (context) => {
    await bench.web('web', '--restart', 'always', '--publish', '127.0.0.1:8085:80');
    await bench.engine.stop();
    const { processId, end } = await bench.holdAsClients(context, [8080, 8089]);
    await bench.engine.start();
    expect(await bench.status('web')).toBe('exited');
    const held = await fix(8085, 'web');
    expect(held.exitCode, said(held)).toBe(1);
    expect(said(held)).toContain(`process ${processId}`);
    expect([await bench.status('web'), await reserved()]).toEqual(['exited', '8085']);
    await end();
    // The engine does not try again by itself.
    expect(await bench.status('web')).toBe('exited');
    const cured = await fix(8085, 'web');
    expect(cured.exitCode, said(cured)).toBe(0);
    await serves(8085);
  });

  test('with the port reserved, a restart of the engine brings the container back', async (context) => {
    await bench.web('web', '--restart', 'always', '--publish', '127.0.0.1:8095:80');
    expect((await fix(8095, 'web')).exitCode).toBe(0);
    await bench.engine.stop();
    await bench.holdAsClients(context, [8090, 8099], 9);
    await bench.engine.start();
    await until(async () => (await bench.status('web')) === 'running', 'the container is back');
    await serves(8095);
  });

  test('of several containers touches the one that is named', async () => {
    await bench.web('first', '--publish', '127.0.0.1:8071:80');
    await bench.create('web', ...PUBLISH);
    await bench.create('third', '--publish', '127.0.0.1:8073:80');
    const started = await bench.startedAt('first');
    expect((await fix(8065, 'web')).exitCode).toBe(0);
    expect(await bench.startedAt('first')).toBe(started);
    expect(await bench.status('third')).toBe('created');
  });

  test.skipIf(NO_COMPOSE !== undefined)(
    `starts the container of a compose project and no other of it${NO_COMPOSE ? ` (${NO_COMPOSE})` : ''}`,
    async (context) => {
      const folder = mkdtempSync(join(bench.engine.folder, 'shop-'));
      writeFileSync(join(folder, 'docker-compose.yml'), COMPOSE);
      const compose = (...words: readonly string[]) =>
        bench.engine.run([...COMPOSE_COMMAND, '--file', join(folder, 'docker-compose.yml'), ...words]);
      context.onTestFinished(async () => void (await compose('down')));
      const { end } = await bench.listen(context, 8065);
      const up = await compose('up', '--detach');
      expect(up.exitCode).not.toBe(0);
      await end();
      const ids = (await bench.engine.mustDocker('ps', '--all', '--format', '{{.Names}}')).split('\n');
      const [front = '', ...others] = ids.filter((id) => id.includes('front'));
      expect([await bench.status(front), others]).toEqual(['created', []]);
      const before = await bench.engine.inventory();
      expect((await fix(8065, front)).exitCode).toBe(0);
      await serves(8065);
      expect(await bench.engine.inventory()).toEqual(before);
    },
  );

  test('refuses a container that does not publish the port', async () => {
    await bench.create('web', ...PUBLISH);
    const ended = await fix(8066, 'web');
    expect(ended.exitCode, said(ended)).toBe(2);
    expect(said(ended)).toContain('8065');
    expect([await bench.status('web'), await reserved()]).toEqual(['created', '']);
  });

  test('says that the engine does not run, and changes nothing', async () => {
    await bench.engine.stop();
    const ended = await fix(8065, 'web');
    await bench.engine.start();
    expect(ended.exitCode, said(ended)).toBe(1);
    expect(said(ended)).toContain('docker.not-running');
    expect(said(ended)).toContain('systemctl start docker');
    expect(await reserved()).toBe('');
  });
});
