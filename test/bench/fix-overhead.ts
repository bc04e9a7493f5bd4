import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandInLogEntry } from '../../toolkit/simulation/stand-ins/protocol.ts';
import { serveStandIns } from '../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { builtCli } from '../support/built-cli.ts';
import { benchEnvironment, median } from './process-times.ts';
import { runAside } from './run-aside.ts';

const LATENCY_MS = 80;
const RUNS = 5;

export interface FixOverhead {
  readonly overhead: number;
  readonly wallMs: number;
  readonly chainMs: number;
  readonly bareMs: number;
  readonly processStarts: number;
  readonly questions: number;
}

/**
 * Overhead of a `fix` run over stand-ins that take 80 ms each: (wall time − Node's bare start − the longest dependent chain of
 * commands by the stand-ins' own clocks) ÷ that chain, journal syncs included. The median of several runs.
 */
export async function measureFixOverhead(bareMs: number): Promise<FixOverhead> {
  const runs: FixOverhead[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measureOnce(bareMs));
  const middle = median(runs.map(({ overhead }) => overhead));
  const found = runs.find(({ overhead }) => overhead === middle);
  if (found === undefined) throw new Error('no run was measured');
  return found;
}

async function measureOnce(bareMs: number): Promise<FixOverhead> {
  const folder = mkdtempSync(join(tmpdir(), 'portwright-bench-'));
  const logPath = join(folder, 'log.jsonl');
  const bin = join(folder, 'bin');
  const served = await serveStandIns({
    statePath: join(folder, 'machine.json'),
    bin,
    latencyMs: LATENCY_MS,
    logPath,
  });
  try {
    const words = [
      'fix',
      '8065',
      '--container',
      'mattermost',
      '--yes',
      '--host',
      'windows',
      '--system-root',
      bin,
    ];
    const environment = benchEnvironment({ XDG_STATE_HOME: folder, PORTWRIGHT_ELEVATED: '1' });
    const wallMs = await runAside([await builtCli(), ...words], environment);
    const log = readFileSync(logPath, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as StandInLogEntry);
    const chainMs = longestChain(log);
    const questions = log.filter(({ question }) => question !== undefined).length;
    const overhead = (wallMs - bareMs - chainMs) / chainMs;
    return { overhead, wallMs, chainMs, bareMs, processStarts: log.length - questions + 1, questions };
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most time that commands can add up to of which each began only when the one before it had ended. */
export function longestChain(log: readonly Pick<StandInLogEntry, 'startMs' | 'endMs'>[]): number {
  const byEnd = [...log].sort((a, b) => a.endMs - b.endMs);
  const best: number[] = [];
  for (const [index, entry] of byEnd.entries()) {
    const before = byEnd.findLastIndex((other, position) => position < index && other.endMs <= entry.startMs);
    const withIt = entry.endMs - entry.startMs + (best[before] ?? 0);
    best.push(Math.max(withIt, best[index - 1] ?? 0));
  }
  return best.at(-1) ?? 0;
}
