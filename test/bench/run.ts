import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textTable } from '../../toolkit/report/table.ts';
import { simulateBoots } from '../../toolkit/simulation/simulate-boots.ts';
import { serveStandIns } from '../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { builtCli } from '../support/built-cli.ts';
import { timeHits } from './boots-speed.ts';
import { measureFixOverhead } from './fix-overhead.ts';
import { timePastes } from './paste-speed.ts';
import { benchEnvironment, median, timePairs } from './process-times.ts';
import { measureWatchCost } from './watch-cost.ts';

const BARE = ['-e', '0'];
const BOOTS = 200_000;
const PASTES = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'portwright-bench-'));
const environment = benchEnvironment({ XDG_STATE_HOME: folder });
try {
  const cli = await builtCli();
  const version = timePairs([cli, '--version'], BARE, environment);
  const diagnosis = timePairs([cli, 'diagnose', '8065', '--host', 'simulated'], BARE, environment);
  const fix = await measureFixOverhead(version.secondMs);
  const standInMs = await timeStandIn();
  const bootsPerSecond = timeBoots();
  const hitsPerSecond = timeHits();
  const watch = await measureWatchCost();
  const pasteSeconds = timePastes(PASTES);
  const rows = [
    ['portwright --version ÷ node -e 0', ratio(version.ratio), '≤ 1.30'],
    ['diagnose --host simulated ÷ node -e 0', ratio(diagnosis.ratio), '≤ 2.00'],
    ['overhead of a fix run over 80 ms stand-ins', percent(fix.overhead), '≤ 10 %'],
    ['simulated boots per second, one core', Math.round(bootsPerSecond).toLocaleString('en'), '≥ 20,000'],
    ['boots per second, any of 10 ports hit', Math.round(hitsPerSecond).toLocaleString('en'), '≥ 20,000'],
    ['programs started in a round of watch', watch.startsPerRound.toFixed(2), '≤ 2.00'],
    [
      'CPU of a round of watch, its own',
      watch.cpuMsPerRound === undefined ? 'not read' : `${watch.cpuMsPerRound.toFixed(1)} ms`,
      '≤ 25 ms',
    ],
    [`${PASTES.toLocaleString('en')} pasted snapshots diagnosed`, `${pasteSeconds.toFixed(2)} s`, '≤ 5 s'],
    ['start of a stand-in, whole process', `${Math.round(standInMs)} ms`, '≤ 60 ms'],
  ];
  const columns = [
    { title: 'figure' },
    { title: 'measured', align: 'right' as const },
    { title: 'to hold', align: 'right' as const },
  ];
  for (const line of textTable(columns, rows)) print(line);
  print(
    `node -e 0 takes ${Math.round(version.secondMs)} ms here; a fix run ${Math.round(fix.wallMs)} ms, of which its longest`,
  );
  print(
    `dependent chain takes ${Math.round(fix.chainMs)} ms; it starts ${fix.processStarts} processes and asks PowerShell ${fix.questions} questions.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timeStandIn(): Promise<number> {
  const bin = join(folder, 'bin');
  const served = await serveStandIns({ statePath: join(folder, 'machine.json'), bin });
  try {
    return await timeSpawn(join(bin, 'sc.exe'));
  } finally {
    await served.stop();
  }
}

async function timeSpawn(program: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 15; run += 1) {
    const startMs = performance.now();
    await new Promise((resolve, reject) => {
      spawn(program, ['query', 'winnat'], { env: environment, stdio: 'ignore' })
        .once('error', reject)
        .once('exit', resolve);
    });
    times.push(performance.now() - startMs);
  }
  return median(times.slice(1));
}

function timeBoots(): number {
  const occupied = [
    { startPort: 5357, numberOfPorts: 1 },
    { startPort: 50000, numberOfPorts: 60 },
  ];
  const startMs = performance.now();
  let blocks = 0;
  simulateBoots(
    { boots: BOOTS, seed: 1, dynamicRange: { startPort: 1024, numberOfPorts: 64511 }, occupied },
    (starts) => {
      blocks += starts.length;
    },
  );
  if (blocks < BOOTS) throw new Error('no blocks were drawn');
  return BOOTS / ((performance.now() - startMs) / 1000);
}

function ratio(value: number): string {
  return value.toFixed(2);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
