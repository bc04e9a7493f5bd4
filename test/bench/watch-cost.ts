import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StandInLogEntry } from '../../toolkit/simulation/stand-ins/protocol.ts';
import { serveStandIns } from '../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { builtCli } from '../support/built-cli.ts';
import { benchEnvironment } from './process-times.ts';

const INTERVAL_SECONDS = 0.25;
const ROUNDS = 20;
/** What `getconf CLK_TCK` says on every Linux of today. */
const TICKS_PER_SECOND = 100;

export interface WatchCost {
  /** Programs started in a round in which nothing changed. */
  readonly startsPerRound: number;
  /** Of the watching process alone, in milliseconds; undefined off Linux. */
  readonly cpuMsPerRound: number | undefined;
}

/** What one round of `watch 8065` costs over stand-ins, start-up and first round left out. */
export async function measureWatchCost(): Promise<WatchCost> {
  const folder = mkdtempSync(join(tmpdir(), 'portwright-bench-'));
  const [bin, logPath] = [join(folder, 'bin'), join(folder, 'log.jsonl')];
  const served = await serveStandIns({ statePath: join(folder, 'machine.json'), bin, logPath });
  const words = [
    'watch',
    '8065',
    '--interval',
    `${INTERVAL_SECONDS}`,
    '--host',
    'windows',
    '--system-root',
    bin,
  ];
  const environment = benchEnvironment({ XDG_STATE_HOME: folder });
  const child = spawn(process.execPath, [await builtCli(), ...words], { env: environment, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const rounds = () => readLog(logPath).filter(({ args }) => args?.includes('excludedportrange')).length;
    const reach = async (count: number) => {
      while (rounds() < count && child.exitCode === null) await pause(20);
      return { rounds: rounds(), starts: readLog(logPath).length, cpuMs: cpuMs(child.pid) };
    };
    const first = await reach(3);
    const last = await reach(3 + ROUNDS);
    const counted = last.rounds - first.rounds;
    const isKnown = first.cpuMs !== undefined && last.cpuMs !== undefined;
    return {
      startsPerRound: (last.starts - first.starts) / counted,
      cpuMsPerRound: isKnown ? ((last.cpuMs ?? 0) - (first.cpuMs ?? 0)) / counted : undefined,
    };
  } finally {
    child.kill('SIGINT');
    await ended;
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readLog(path: string): readonly StandInLogEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as StandInLogEntry);
}

/** User and system time of a process, by proc(5). */
function cpuMs(pid: number | undefined): number | undefined {
  const path = `/proc/${pid}/stat`;
  if (process.platform !== 'linux' || !existsSync(path)) return undefined;
  // The name of the program, in brackets, may hold blanks.
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
}
