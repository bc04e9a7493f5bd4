import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import type { WrapperMessage } from '../../../toolkit/powershell/wrapper/message.ts';
import { isServed } from '../../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../../toolkit/simulation/compare-machines.ts';
import type { MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { runBuiltCli, startBuiltCli } from '../../support/built-cli.ts';
import { newPlace } from '../../support/place.ts';
import { newStandInPlace, type StandInPlace, until } from '../../support/stand-in-place.ts';
import { lastOf } from './converse.ts';

const REQUEST = ['powershell', 'request'];
const FIX = { scenario: 'fix', parameters: { ports: ['8065'], container: 'mattermost' } };

const messagesIn = (stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as WrapperMessage);

interface Talk {
  /** Writes a line, or with `end` closes the input. */
  say(word: string): void;
  /** Closes the reading end of its output. */
  stopReading(): void;
  hasSent(type: WrapperMessage['type']): boolean;
  readonly ended: Promise<{
    exitCode: number | null;
    messages: WrapperMessage[];
    stdout: string;
    stderr: string;
  }>;
}

/** Starts the built command line with a request, and leaves its input open. */
async function talk(request: unknown, environment: Readonly<Record<string, string>>): Promise<Talk> {
  const input = `${typeof request === 'string' ? request : JSON.stringify(request)}\n`;
  const running = await startBuiltCli(REQUEST, environment, { input, staysOpen: true });
  const { stdin, stdout } = running.process;
  let heard = '';
  stdout.on('data', (chunk) => {
    heard += chunk;
  });
  return {
    say: (word) => (word === 'end' ? stdin.end() : stdin.write(`${word}\n`)),
    stopReading: () => stdout.destroy(),
    hasSent: (type) => heard.includes(`{"type":"${type}"`),
    ended: running.ended.then((end) => ({ ...end, messages: messagesIn(end.stdout) })),
  };
}

const stateHomeOf = ({ state }: StandInPlace) => join(dirname(state), 'state');

interface Circumstances {
  /** @defaultValue true */
  readonly elevated?: boolean;
  readonly machine?: MachineOptions;
}

async function onStandIns(
  context: TestContext,
  action: string,
  more: object,
  { elevated = true, machine = {} }: Circumstances = {},
) {
  const place = await newStandInPlace(context, { latencyMs: 20, machine });
  const host = { kind: 'windows', systemRoot: place.bin };
  const environment = {
    XDG_STATE_HOME: stateHomeOf(place),
    ...(elevated && { PORTWRIGHT_ELEVATED: '1' }),
  };
  return { place, talk: await talk({ schemaVersion: 1, action, host, ...more }, environment) };
}

describe('on a simulated machine, the built command line', () => {
  test.each([
    ['approve', 0],
    ['decline', 1],
    ['end', 1],
  ])('told to %s ends with %d', async (word, exitCode) => {
    const place = newPlace();
    const before = place.machine();
    const host = { kind: 'simulated', state: place.state };
    const running = await talk(
      { schemaVersion: 1, action: 'run', host, ...FIX },
      { XDG_STATE_HOME: place.folder },
    );
    await until(() => running.hasSent('approval-wanted'), 'it asked');
    running.say(word);
    const ended = await running.ended;
    expect(ended).toMatchObject({ exitCode, stderr: '' });
    expect(lastOf(ended.messages)).toMatchObject({ exitCode });
    expect(ended.stdout).toMatch(/^[ -~\n]*$/);
    if (word === 'approve') expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
    else expect(differences(before, place.machine())).toEqual([]);
  });

  test('rolls back what was run from a scenario file of the user’s own', async () => {
    const place = newPlace();
    const before = place.machine();
    const file = place.file('keep.ts', SCENARIO_FILE);
    const host = { kind: 'simulated', state: place.state };
    const terminal = { XDG_STATE_HOME: place.folder };
    const answers: number[] = [];
    for (const request of [
      { schemaVersion: 1, action: 'run', host, scenario: file, parameters: { port: 9001 } },
      { schemaVersion: 1, action: 'rollback', host },
    ]) {
      const running = await talk(request, terminal);
      await until(() => running.hasSent('approval-wanted') || running.hasSent('error'), 'it asked');
      running.say('approve');
      const { messages, exitCode } = await running.ended;
      expect(lastOf(messages)).toMatchObject({ type: 'result' });
      answers.push(exitCode ?? -1);
      if (request.action === 'run') expect(differences(before, place.machine())).not.toEqual([]);
    }
    expect(answers).toEqual([0, 0]);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('starts no other process', async () => {
    const place = newPlace();
    const log = join(place.folder, 'started');
    const hook = place.file('hook.cjs', hookThatLogs(log));
    const host = { kind: 'simulated', state: place.state };
    const { exitCode } = await runBuiltCli(
      REQUEST,
      { XDG_STATE_HOME: place.folder, NODE_OPTIONS: `--require "${hook}"` },
      { input: `${JSON.stringify({ schemaVersion: 1, action: 'plan', host, ...FIX })}\n` },
    );
    expect(exitCode).toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('loaded\n');
  });

  test('lets a process end that nobody closes the input of', async () => {
    const running = await talk({ schemaVersion: 1, action: 'runs' }, { XDG_STATE_HOME: newPlace().folder });
    expect((await running.ended).exitCode).toBe(0);
  });
});

const SCENARIO_FILE = `
import { defineScenario, ensureExcludedPortRanges } from 'portwright';
import { z } from 'zod';
export default defineScenario({
  id: 'keep',
  title: 'Keep a port',
  summary: 'Keeps a port.',
  platform: 'windows',
  parameters: z.strictObject({ port: z.int() }),
  steps: ({ port }) => [ensureExcludedPortRanges({ protocol: 'tcp', ranges: [{ startPort: port, numberOfPorts: 1 }] })],
});
`;

/** Notes in the file that it was loaded, and every process that is started. */
function hookThatLogs(log: string): string {
  return `
const { appendFileSync } = require('node:fs');
const { ChildProcess } = require('node:child_process');
const note = (text) => appendFileSync(${JSON.stringify(log)}, text + '\\n');
note('loaded');
const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (options) { note(options.file); return spawn.call(this, options); };
`;
}

describe
  .skipIf(process.platform === 'win32')
  .concurrent('over stand-in executables, the built command line', () => {
    const isDown = ({ commands }: StandInPlace) => commands().includes('net.exe stop winnat /y');

    test.for([
      { when: 'it is told to cancel', stop: (running: Talk) => running.say('cancel') },
      { when: 'its input ends', stop: (running: Talk) => running.say('end') },
      { when: 'nobody reads its output any more', stop: (running: Talk) => running.stopReading() },
    ])('undoes everything when $when in the middle', async ({ stop }, context) => {
      const { place, talk: running } = await onStandIns(context, 'run', FIX);
      const before = place.machine();
      await until(() => running.hasSent('approval-wanted'), 'it asked');
      running.say('approve');
      await until(() => isDown(place), 'winnat was stopped');
      stop(running);
      const { exitCode, messages } = await running.ended;
      expect(exitCode).toBe(130);
      expect(differences(before, place.machine())).toEqual([]);
      expect(await place.processes()).toEqual([]);
      expect(place.runFolders()).toHaveLength(1);
      const last = messages.at(-1);
      if (last?.type === 'result') expect(last.document).toMatchObject({ outcome: 'failed-undone' });
    });

    test('cures the machine with the fingerprint of its own plan, and says so in one step at a time', async (context) => {
      const { place, talk: planning } = await onStandIns(context, 'plan', FIX, { elevated: false });
      const { messages } = await planning.ended;
      const plan = messages.find((message) => message.type === 'plan')?.plan;
      const request = {
        schemaVersion: 1,
        action: 'run',
        host: { kind: 'windows', systemRoot: place.bin },
        ...FIX,
        approved: { fingerprint: plan?.fingerprint },
      };
      const envelope = {
        schemaVersion: 1,
        id: '0'.repeat(32),
        createdAt: new Date().toISOString(),
        node: process.execPath,
        runner: '/portwright.cjs',
        request,
      };
      const running = await talk(envelope, { XDG_STATE_HOME: stateHomeOf(place), PORTWRIGHT_ELEVATED: '1' });
      const ended = await running.ended;
      expect(lastOf(ended.messages)).toMatchObject({
        type: 'result',
        exitCode: 0,
        document: { outcome: 'done' },
      });
      expect(ended.messages.filter(({ type }) => type === 'step').length).toBeGreaterThan(3);
      expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
    });

    test('without the rights only plans', async (context) => {
      const { place, talk: running } = await onStandIns(context, 'run', FIX, { elevated: false });
      const { messages, exitCode } = await running.ended;
      expect(messages.map(({ type }) => type)).toEqual(['plan', 'error']);
      expect(lastOf(messages)).toMatchObject({ error: { code: 'run.needs-elevation' } });
      expect(exitCode).toBe(4);
      expect(
        place
          .log()
          .every(({ question = '', args = [] }) => !/^(stop|start|add|reserve)/.test(args[0] ?? question)),
      ).toBe(true);
    });

    test('ends a read that hangs when it is told to cancel', async (context) => {
      const faults = [{ kind: 'hang', match: 'docker info' }] as const;
      const more = { ports: ['8065'] };
      const { place, talk: running } = await onStandIns(context, 'diagnose', more, { machine: { faults } });
      await until(() => place.log().length >= 3, 'everything else was read');
      running.say('cancel');
      const { exitCode, messages } = await running.ended;
      expect(exitCode).toBe(130);
      expect(lastOf(messages)).toMatchObject({ type: 'error', error: { code: 'host.aborted' } });
      expect(await place.processes()).toEqual([]);
    });
  });

describe('a bad request', () => {
  const HOSTILE = '\u2018a\u2019\u201a\u201b"`$(x)\u0000\u001b[2J\u2028\ud800 \udc00 \ud83d\ude00 포트';

  test.each([
    ['nothing', ''],
    ['a blank line', '\n'],
    ['text', 'fix 8065\n'],
    ['text of any kind', `${HOSTILE.toWellFormed()}\n`],
    [
      'an unknown scenario',
      `${JSON.stringify({ schemaVersion: 1, action: 'plan', host: { kind: 'simulated' }, scenario: HOSTILE, parameters: {} })}\n`,
    ],
    ['half a document', '{"schemaVersion":1'],
    [
      'an envelope of yesterday',
      `${JSON.stringify({ schemaVersion: 1, id: '0'.repeat(32), createdAt: new Date(Date.now() - 86_400_000).toISOString(), node: '/n', runner: '/r', request: { schemaVersion: 1, action: 'rollback', host: { kind: 'simulated' }, approved: true } })}\n`,
    ],
  ])('of %s ends with one error line in ASCII and with 2', async (what, input) => {
    const { exitCode, stdout, stderr } = await runBuiltCli(REQUEST, {}, { input });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(stdout).toMatch(/^[ -~]+\n$/);
    const last = lastOf(messagesIn(stdout));
    expect(last).toMatchObject({ type: 'error', exitCode: 2 });
    if (what === 'an unknown scenario' && last.type === 'error')
      expect(last.error.message).toContain(JSON.stringify(HOSTILE));
  });
});
