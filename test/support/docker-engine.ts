import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../../toolkit/host/process-runner.ts';
import { dockerDaemon } from './docker-daemon.ts';
import { createNamespace, type NetworkNamespace } from './network-namespace.ts';

const DOCKERD = '/usr/sbin/dockerd';
const DOCKER = '/usr/bin/docker';
const BUSYBOX = '/usr/bin/busybox';
const NSENTER = '/usr/bin/nsenter';
const NEEDED = [DOCKERD, DOCKER, BUSYBOX, NSENTER, '/usr/sbin/iptables', '/usr/sbin/ip'];

/** The image every engine has: busybox' httpd on port 80. */
export const IMAGE = 'web:1';

/** Why no Docker Engine can be started here, with the command that helps; undefined where one can. */
export const NO_ENGINE: string | undefined = whyNot();

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root, to start a Docker Engine in a network namespace';
  const missing = NEEDED.filter((path) => !existsSync(path));
  if (missing.length === 0) return undefined;
  return `needs ${missing.join(', ')}: apt-get install docker.io iptables busybox-static iproute2`;
}

/** How a command ended, in text. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Added to this process's own, and to what leads to the engine. */
  readonly environment?: Readonly<Record<string, string>>;
  /** @defaultValue 60000 */
  readonly timeoutMs?: number;
}

/** A Docker Engine of a test's own in a network of its own: its ports, containers and images are nobody else's. */
export interface DockerEngine {
  readonly namespace: NetworkNamespace;
  /** A folder that goes with it, for what a test writes. */
  readonly folder: string;
  /** Calls docker's command line; a refusal of the engine is an answer. */
  docker(...words: readonly string[]): Promise<Ended>;
  /** Calls it where anything but success is a mistake of the test. @returns What it printed, without the last line break. */
  mustDocker(...words: readonly string[]): Promise<string>;
  /** Runs any program in the engine's network, and leads it to the engine. */
  run(argv: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Starts a program there that goes on, at the longest until the engine is removed. */
  spawn(argv: readonly string[], options?: RunOptions): ChildProcess;
  /** All images, networks and volumes, and containers by name and id: one line each, sorted. */
  inventory(): Promise<readonly string[]>;
  /** Starts it again on the same data, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it as a shutdown does. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Takes away everything it made: processes, mounts, files, the namespace. */
  remove(): Promise<void>;
}

/**
 * Starts an engine that has {@link IMAGE}.
 *
 * @param options - Further options of dockerd, such as `--live-restore`.
 */
export async function createDockerEngine(options: readonly string[] = []): Promise<DockerEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'pw-docker-'));
  const namespace = await createNamespace();
  const within = (argv: readonly string[]) => [`--net=/run/netns/${namespace.name}`, '--', ...argv];
  const daemon = dockerDaemon(folder, [NSENTER, ...within([DOCKERD, ...options])]);
  const others = new Set<ChildProcess>();
  const environmentWith = ({ environment = {} }: RunOptions) => ({
    ...process.env,
    DOCKER_HOST: `unix://${folder}/docker.sock`,
    ...environment,
  });

  const run: DockerEngine['run'] = async (argv, more = {}) => {
    const environment = environmentWith(more);
    const request = { executable: NSENTER, args: within(argv), environment };
    const { stdout, stderr, ending, exitCode } = await runProcess({
      ...request,
      timeoutMs: more.timeoutMs ?? 60_000,
    });
    if (ending !== 'exited') throw new Error(`${argv.join(' ')}: ${ending}`);
    return { exitCode, stdout: Buffer.from(stdout).toString(), stderr: Buffer.from(stderr).toString() };
  };
  const docker: DockerEngine['docker'] = (...words) => run([DOCKER, ...words]);
  const mustDocker: DockerEngine['mustDocker'] = async (...words) => {
    const { exitCode, stdout, stderr } = await docker(...words);
    if (exitCode !== 0) throw new Error(`docker ${words.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout.trimEnd();
  };
  const start = () => daemon.start(async () => (await docker('info')).exitCode === 0);
  const remove = async () => {
    for (const other of others) other.kill('SIGKILL');
    await daemon.clean();
    await namespace.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const engine: DockerEngine = {
    namespace,
    folder,
    docker,
    mustDocker,
    run,
    spawn(argv, more = {}) {
      const child = spawn(NSENTER, within(argv), { env: environmentWith(more), stdio: 'pipe' });
      others.add(child);
      return child;
    },
    inventory: () => inventoryOf(mustDocker),
    start,
    stop: () => daemon.end('SIGTERM'),
    kill: () => daemon.end('SIGKILL'),
    remove,
  };
  try {
    await start();
    await importImage(folder, mustDocker);
    return engine;
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Nothing is pulled: the image is made of the machine's own busybox. */
async function importImage(folder: string, mustDocker: DockerEngine['mustDocker']): Promise<void> {
  const root = join(folder, 'image');
  for (const name of ['bin', 'www']) mkdirSync(join(root, name), { recursive: true });
  for (const applet of ['httpd', 'sh', 'sleep']) symlinkSync('busybox', join(root, 'bin', applet));
  writeFileSync(join(root, 'www', 'index.html'), 'served\n');
  execFileSync('cp', [BUSYBOX, join(root, 'bin')]);
  execFileSync('tar', ['-C', root, '-cf', join(folder, 'image.tar'), '.']);
  const command = 'CMD ["/bin/httpd","-f","-p","80","-h","/www"]';
  await mustDocker('import', '--change', command, join(folder, 'image.tar'), IMAGE);
}

async function inventoryOf(mustDocker: DockerEngine['mustDocker']): Promise<readonly string[]> {
  const lists = await Promise.all([
    mustDocker('ps', '--all', '--no-trunc', '--format', 'container {{.Names}} {{.ID}}'),
    mustDocker('image', 'ls', '--all', '--format', 'image {{.Repository}}:{{.Tag}} {{.ID}}'),
    mustDocker('network', 'ls', '--no-trunc', '--format', 'network {{.Name}} {{.Driver}}'),
    mustDocker('volume', 'ls', '--format', 'volume {{.Name}}'),
  ]);
  return lists.flatMap((text) => text.split('\n').filter((line) => line !== '')).sort();
}
