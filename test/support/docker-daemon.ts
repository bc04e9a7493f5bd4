import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

const START_DEADLINE_MS = 30_000;

/** A dockerd with all its files in one folder. */
export interface DockerDaemon {
  /** @param answers - Whether the engine answers a request by now. */
  start(answers: () => Promise<boolean>): Promise<void>;
  /** Ends it and waits until it is gone: SIGTERM as a shutdown does, SIGKILL at once. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends it and whatever it left running, and takes its mounts away. */
  clean(): Promise<void>;
}

/**
 * @param folder - Holds its data, its socket `docker.sock` and its log.
 * @param command - How dockerd is started, without the options of its places.
 */
export function dockerDaemon(folder: string, command: readonly string[]): DockerDaemon {
  const at = (name: string) => join(folder, name);
  let daemon: ChildProcess | undefined;
  // The machine's own configuration is not for this engine.
  writeFileSync(at('daemon.json'), '{}');
  const words = [
    ...command,
    `--config-file=${at('daemon.json')}`,
    `--data-root=${at('data')}`,
    `--exec-root=${at('exec')}`,
    `--pidfile=${at('pid')}`,
    `--host=unix://${at('docker.sock')}`,
  ];
  const end: DockerDaemon['end'] = async (signal) => {
    if (daemon === undefined || hasEnded(daemon)) return;
    const ended = once(daemon, 'exit');
    daemon.kill(signal);
    await ended;
    // Killed, it leaves the numbers of itself and of its containerd, which by then may be other processes'.
    rmSync(at('pid'), { force: true });
    rmSync(at('exec/containerd/containerd.pid'), { force: true });
  };
  return {
    async start(answers) {
      const log = openSync(at('log'), 'a');
      const [program = '', ...args] = words;
      const started = spawn(program, args, { stdio: ['ignore', log, log] });
      daemon = started;
      const look = async () => {
        if (hasEnded(started)) return;
        if (!(await answers())) throw new Error('dockerd does not answer');
      };
      await vi.waitFor(look, { interval: 100, timeout: START_DEADLINE_MS });
      if (hasEnded(started)) throw new Error(`dockerd ended:\n${lastLines(readFileSync(at('log'), 'utf8'))}`);
    },
    end,
    async clean() {
      await end('SIGTERM');
      await vi.waitFor(() => endProcessesOf(folder), { interval: 50, timeout: 10_000 });
      for (const mount of mountsBelow(folder)) execFileSync('umount', ['--lazy', mount]);
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function lastLines(text: string): string {
  return text.split('\n').slice(-15).join('\n');
}

/** What a killed engine leaves behind names its folder in its command line; its containers are children of that. */
function endProcessesOf(folder: string): void {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const left = new Set(pids.filter((pid) => readProc(pid, 'cmdline').includes(`${folder}/`)));
  const parents = new Map(pids.map((pid) => [pid, parentOf(readProc(pid, 'stat'))]));
  // A child that comes to be meanwhile is found with the next look.
  for (const pid of pids) if (left.has(parents.get(pid) ?? '')) left.add(pid);
  for (const pid of left) killIfThere(Number(pid));
  if (left.size > 0) throw new Error(`${left.size} processes of ${folder} are still there`);
}

/** The field after the state, which stands behind the name in brackets (proc(5)). */
function parentOf(stat: string): string {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
}

function readProc(pid: string, name: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

/** Deepest first. */
function mountsBelow(folder: string): readonly string[] {
  const paths = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '');
  return paths.filter((path) => path.startsWith(`${folder}/`)).reverse();
}
