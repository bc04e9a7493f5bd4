import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WatchEventDocument } from '../../toolkit/report/documents/watch-event-schema.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { addExclusion, deleteExclusion } from '../../toolkit/simulation/ranges.ts';
import { openStateFile } from '../../toolkit/simulation/state-file.ts';
import type { RunningCli } from '../support/built-cli.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { newStandInPlace, type StandInPlace, until } from '../support/stand-in-place.ts';

const SCHEMA = publishedSchema('watch-event');
const ON_WINDOWS = process.platform === 'win32';

interface Watching extends RunningCli {
  readonly place: StandInPlace;
  /** What was printed so far. */
  lines(): readonly string[];
  events(): readonly WatchEventDocument[];
  /** Changes the machine as another process would, while it is watched. */
  change(work: (machine: MachineState) => unknown): Promise<void>;
}

async function startWatching(
  context: Parameters<typeof newStandInPlace>[0],
  words: readonly string[],
): Promise<Watching> {
  const place = await newStandInPlace(context);
  const running = await place.start(['watch', '--interval', '0.1', ...words]);
  let printed = '';
  running.process.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const lines = () => printed.split('\n').slice(0, -1);
  await until(() => lines().length > 0, 'the first line is printed');
  return {
    ...running,
    place,
    lines,
    events: () => lines().map((line) => SCHEMA.parse(JSON.parse(line)) as WatchEventDocument),
    async change(work) {
      const store = await openStateFile(place.state, createMachine);
      await store.request((machine) => void work(machine));
    },
  };
}

const FREE_PORT = { startPort: 700, numberOfPorts: 1 } as const;
const add = (machine: MachineState) => addExclusion(machine, 'tcp', FREE_PORT, 'persistent');
const remove = (machine: MachineState) => deleteExclusion(machine, 'tcp', FREE_PORT, 'persistent');

/** A program that appends what it is told to a file. */
function hookScript(body: string): { readonly path: string; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pw hook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'hook');
  const output = join(folder, 'out');
  writeFileSync(path, `#!/bin/sh\nOUT='${output}'\n${body}\n`);
  chmodSync(path, 0o755);
  return { path, output };
}

const written = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

describe.skipIf(ON_WINDOWS)(
  'watch over stand-in programs (a shell script is its command, so not on Windows)',
  () => {
    test('follows changes of others as JSON events, and ends with 0 on Ctrl-C, leaving no process', async (context) => {
      const watching = await startWatching(context, ['700', '--json']);
      expect(watching.events()).toMatchObject([
        { kind: 'watching', host: { kind: 'windows' }, ports: [{ port: 700, state: 'free' }] },
      ]);
      await watching.change(add);
      await until(() => watching.events().some(({ kind }) => kind === 'port'), 'the port changed');
      await watching.change(remove);
      await until(
        () => watching.events().filter(({ kind }) => kind === 'port').length === 2,
        'it changed back',
      );
      const ports = watching.events().filter((event) => event.kind === 'port');
      expect(ports.map(({ from, to }) => [from.state, to.state])).toEqual([
        ['free', 'excluded'],
        ['excluded', 'free'],
      ]);
      watching.process.kill('SIGINT');
      expect(await watching.ended).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
      await until(async () => (await watching.place.processes()).length === 0, 'every stand-in has ended');
    });

    test('prints one line a change, each with its time', async (context) => {
      const watching = await startWatching(context, ['700', '--once']);
      await watching.change(add);
      const { exitCode, stdout } = await watching.ended;
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(
        /^\S+Z {2}watching: 700 is free, .*\n\S+Z {2}tcp: 1 administered range added \(700\)\n\S+Z {2}700 is excluded by 700 \*; it was free\n$/,
      );
    });

    test('starts two processes a round', async (context) => {
      const watching = await startWatching(context, ['700']);
      const rounds = () =>
        watching.place.commands().filter((line) => line.includes('show excludedportrange')).length;
      await until(() => rounds() >= 6, 'six rounds are over');
      watching.process.kill('SIGTERM');
      expect((await watching.ended).exitCode).toBe(0);
      const commands = watching.place.commands();
      const others = commands.filter((line) => !line.startsWith('netsh'));
      // At first only: the service, and the sockets by PowerShell; chcp where a code page matters.
      expect(others.filter((line) => !line.startsWith('chcp')).toSorted()).toEqual([
        'ask listeners',
        'sc.exe query winnat',
      ]);
      expect(commands.length - others.length).toBeLessThanOrEqual(2 * (rounds() + 1));
    });

    test('hands each change to its command, in order and one at a time, and goes on when that fails', async (context) => {
      const hook = hookScript(
        'echo "begin $PORTWRIGHT_EVENT $PORTWRIGHT_PORT $PORTWRIGHT_STATE $*" >>"$OUT"; cat >>"$OUT"; echo end >>"$OUT"; exit 7',
      );
      const watching = await startWatching(context, ['700', '--on-change', hook.path]);
      await watching.change(add);
      await until(() => written(hook.output).split('end\n').length === 3, 'both events were handed over');
      const calls = written(hook.output).split('end\n').slice(0, 2);
      expect(calls.map((call) => call.split('\n')[0]?.trim())).toEqual([
        'begin exclusions',
        'begin port 700 excluded',
      ]);
      for (const call of calls) SCHEMA.parse(JSON.parse(call.split('\n')[1] ?? ''));
      await watching.change(remove);
      await until(() => watching.lines().length === 5, 'the watch went on');
      watching.process.kill('SIGINT');
      const { exitCode, stderr } = await watching.ended;
      expect(exitCode).toBe(0);
      expect(stderr).toContain('exit code 7');
    });

    test('kills a command that still runs when it ends', async (context) => {
      const hook = hookScript('echo $$ >"$OUT"; sleep 600');
      const watching = await startWatching(context, ['700', '--on-change', hook.path]);
      await watching.change(add);
      await until(() => Number(written(hook.output)) > 0, 'the command runs');
      watching.process.kill('SIGINT');
      expect((await watching.ended).exitCode).toBe(0);
      await until(() => !isAlive(Number(written(hook.output))), 'the command is gone');
    });
  },
);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
