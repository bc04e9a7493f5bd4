import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { builtCli } from './built-cli.ts';
import { createDockerEngine, type DockerEngine, type Ended, IMAGE } from './docker-engine.ts';

/** How a program that holds a port was started. */
export interface Holder {
  readonly processId: number;
  /** Ends it, and waits until it is gone. */
  end(): Promise<void>;
}

/** An engine, and whoever works on it with Portwright. */
export interface DockerBench {
  readonly engine: DockerEngine;
  /** Calls the built command line in the engine's network. */
  portwright(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts it, for a test that does something meanwhile. */
  startPortwright(words: readonly string[]): Promise<{ process: ChildProcess; ended: Promise<Ended> }>;
  /** Runs a container of the image. */
  web(name: string, ...options: readonly string[]): Promise<void>;
  /** Creates one, and does not start it. */
  create(name: string, ...options: readonly string[]): Promise<void>;
  /** `running`, `exited` and so on. */
  status(name: string): Promise<string>;
  /** Whether `docker stop` was asked for and has not ended. */
  isStopping(name: string): Promise<boolean>;
  /** When it was last started, as the engine says. */
  startedAt(name: string): Promise<string>;
  /** Whether somebody answers with the image's page. docker-proxy accepts connections before the server in the container does. */
  serves(port: number): Promise<boolean>;
  /** Listens on a port as another program, until the test has ended. */
  listen(context: Pick<TestContext, 'onTestFinished'>, port: number, address?: string): Promise<Holder>;
  /**
   * Opens that many connections within the engine's network, and lets the kernel choose their own ports from the range.
   *
   * @param count - @defaultValue as many as the range has ports
   */
  holdAsClients(
    context: Pick<TestContext, 'onTestFinished'>,
    range: readonly [first: number, last: number],
    count?: number,
  ): Promise<Holder>;
  /** Takes away the test's own containers and what Portwright knows of earlier runs. */
  forget(): Promise<void>;
  remove(): Promise<void>;
}

/** A container's first process heeds no SIGTERM that it has no handler for, and docker would wait for it. */
const STOPS_AT_ONCE = ['--stop-signal', 'SIGKILL'];
const LISTEN = `require('net').createServer().listen(+process.argv[1], process.argv[2], () => console.log('ready'));`;
const CONNECT = `const net = require('net');
const count = +process.argv[1];
const server = net.createServer(() => {}).listen(7999, '127.0.0.1', () => {
  let open = 0;
  for (let each = 0; each < count; each++) net.connect(7999, '127.0.0.1', () => ++open === count && console.log('ready'));
});`;
const FETCH = `fetch('http://' + process.argv[1]).then((answer) => answer.text()).then((text) => process.stdout.write(text), () => {});`;

/** Starts an engine. @param options - Further options of dockerd. */
export async function createDockerBench(options: readonly string[] = []): Promise<DockerBench> {
  const cli = await builtCli();
  const engine = await createDockerEngine(options);
  let state = mkdtempSync(join(engine.folder, 'state-'));
  const node = (script: string, ...words: readonly string[]) => [process.execPath, '-e', script, ...words];
  const inspect = (name: string, format: string) =>
    engine.mustDocker('container', 'inspect', '--format', format, name);

  const hold = async ({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, argv: readonly string[]) => {
    const child = engine.spawn(argv);
    const end = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    onTestFinished(end);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit').then(failedToHold)]);
    return { processId: child.pid ?? 0, end };
  };
  return {
    engine,
    portwright: (words, environment = {}) =>
      engine.run([process.execPath, cli, ...words], {
        environment: { XDG_STATE_HOME: state, ...environment },
        timeoutMs: 120_000,
      }),
    async startPortwright(words) {
      const environment = { XDG_STATE_HOME: state };
      const child = engine.spawn([process.execPath, cli, ...words], { environment });
      return { process: child, ended: endOf(child) };
    },
    web: async (name, ...more) => {
      await engine.mustDocker('run', '--detach', '--name', name, ...STOPS_AT_ONCE, ...more, IMAGE);
    },
    create: async (name, ...more) => {
      await engine.mustDocker('create', '--name', name, ...STOPS_AT_ONCE, ...more, IMAGE);
    },
    status: (name) => inspect(name, '{{.State.Status}}'),
    isStopping: async (name) =>
      (await engine.run(['/usr/bin/pgrep', '-f', `docker stop ${name}$`])).exitCode === 0,
    startedAt: (name) => inspect(name, '{{.State.StartedAt}}'),
    serves: async (port) => (await engine.run(node(FETCH, `127.0.0.1:${port}`))).stdout === 'served\n',
    listen: (context, port, address = '127.0.0.1') => hold(context, node(LISTEN, `${port}`, address)),
    async holdAsClients(context, [first, last], count = last - first + 1) {
      await setLocalPorts(engine, `${first} ${last}`);
      const holder = await hold(context, node(CONNECT, `${count}`));
      await setLocalPorts(engine, '32768 60999');
      return holder;
    },
    async forget() {
      const ids = (await engine.mustDocker('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '');
      if (ids.length > 0) await engine.mustDocker('rm', '--force', ...ids);
      await engine.run(['/usr/sbin/sysctl', '-w', 'net.ipv4.ip_local_reserved_ports=']);
      state = mkdtempSync(join(engine.folder, 'state-'));
    },
    remove: engine.remove,
  };
}

function failedToHold(): never {
  throw new Error('the program that was to hold the port ended');
}

async function setLocalPorts(engine: DockerEngine, range: string): Promise<void> {
  await engine.run(['/usr/sbin/sysctl', '-w', `net.ipv4.ip_local_port_range=${range}`]);
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const texts = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream ?? []) text += chunk;
    return text;
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const [stdout = '', stderr = ''] = await Promise.all(texts);
  return { exitCode: exitCode ?? -1, stdout, stderr };
}
