import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProcessOutcome, runProcess } from '../../toolkit/host/process-runner.ts';

const IP = '/usr/sbin/ip';
const NSENTER = '/usr/bin/nsenter';
const UNSHARE = '/usr/bin/unshare';
const SETTLED_MS = 10_000;

/** A network of a test's own: its own ports, its own sysctls of the network, only the loopback interface. */
export interface NetworkNamespace {
  /** As root its file is `/run/netns/<name>`. */
  readonly name: string;
  /** Runs a program in it, by absolute path. */
  run(argv: readonly string[]): Promise<ProcessOutcome>;
  remove(): Promise<void>;
}

/** Why there are no namespaces here, for a test that is skipped without them; undefined where there are. */
export const NO_NAMESPACES: string | undefined = whyNot();

/** As root `ip netns add` makes it, for anybody else `unshare` with a user namespace beside it. */
export async function createNamespace(): Promise<NetworkNamespace> {
  return process.geteuid?.() === 0 ? createNamed() : createUnshared();
}

async function createNamed(): Promise<NetworkNamespace> {
  const name = `pw-${randomBytes(6).toString('hex')}`;
  await checked(IP, ['netns', 'add', name]);
  await checked(IP, ['-n', name, 'link', 'set', 'lo', 'up']);
  return {
    name,
    run: (argv) => start(NSENTER, [`--net=/run/netns/${name}`, '--', ...argv]),
    remove: () => checked(IP, ['netns', 'delete', name]),
  };
}

/** It lasts as long as a process is in it. */
async function createUnshared(): Promise<NetworkNamespace> {
  const keeper = spawn(UNSHARE, ['--map-root-user', '--net', '/bin/sleep', 'infinity'], { stdio: 'ignore' });
  const enter = ['--user', '--preserve-credentials', '--net', '--target', `${keeper.pid}`, '--'];
  await untilApart(keeper.pid ?? 0);
  await checked(NSENTER, [...enter, IP, 'link', 'set', 'lo', 'up']);
  return {
    name: `of process ${keeper.pid}`,
    run: (argv) => start(NSENTER, [...enter, ...argv]),
    remove: async () => void keeper.kill('SIGKILL'),
  };
}

async function untilApart(processId: number): Promise<void> {
  const own = readlinkSync('/proc/self/ns/net');
  const deadline = Date.now() + SETTLED_MS;
  // The program that keeps it runs only once the namespaces are made.
  const isApart = () =>
    readlinkSync(`/proc/${processId}/ns/net`) !== own && readlinkSync(`/proc/${processId}/exe`) !== UNSHARE;
  while (!isApart()) {
    if (Date.now() > deadline) throw new Error(`process ${processId} has no network namespace of its own`);
    await pause(5);
  }
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (!existsSync(IP)) return 'there is no ip: apt-get install iproute2';
  if (!existsSync(UNSHARE) || !existsSync(NSENTER)) return 'there is no unshare: apt-get install util-linux';
  try {
    execFileSync(UNSHARE, [...(process.geteuid?.() === 0 ? [] : ['--map-root-user']), '--net', '/bin/true']);
    return undefined;
  } catch {
    return 'this account may make no network namespace: run as root, or set kernel.unprivileged_userns_clone=1';
  }
}

async function checked(executable: string, args: readonly string[]): Promise<void> {
  const { ending, exitCode, stderr } = await start(executable, args);
  if (ending !== 'exited' || exitCode !== 0)
    throw new Error(`${executable} ${args.join(' ')}: ${Buffer.from(stderr)}`);
}

function start(executable: string, args: readonly string[]): Promise<ProcessOutcome> {
  return runProcess({ executable, args, environment: process.env, timeoutMs: 60_000 });
}
