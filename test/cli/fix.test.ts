import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { contains } from '../../toolkit/ports/port-range.ts';
import type { RunDocument } from '../../toolkit/report/documents/run-schema.ts';
import { hasNoBlockOutside, isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const FIX = ['fix', '8065', '--container', 'mattermost'];
const RANGE = { startPort: 8065, numberOfPorts: 1 };
const SCHEMA = publishedSchema('run');

const isCured = ({ machine }: Place) => [
  ...isKept(machine(), 'tcp', RANGE),
  ...isServed(machine(), 'mattermost', 8065),
];

/** The words of a command as a shell would split it. */
const shellWords = (command: string) =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

function commandBehind(heading: string, stdout: string): string[] {
  const line = stdout.split('\n').find((candidate) => candidate.startsWith(heading)) ?? '';
  const [program, ...words] = shellWords(line.slice(heading.length));
  expect(program).toBe('portwright');
  return words;
}

describe('fix', () => {
  test('cures the port also where WSL, and Docker in it, is shut down first', async () => {
    const place = newPlace();
    const { exitCode, stdout } = await place.on([...FIX, '--shutdown-wsl', '--yes']);
    expect(exitCode, stdout).toBe(0);
    expect(isCured(place)).toEqual([]);
  });

  test('sets the dynamic port range before winnat draws its blocks anew', async () => {
    const place = newPlace();
    expect((await place.on([...FIX, '--reset-range', '--yes'])).exitCode).toBe(0);
    expect(hasNoBlockOutside(place.machine(), { startPort: 49152, numberOfPorts: 16384 })).toEqual([]);
  });

  test('shows the cause, the plan, the steps, the proof and the way back, and cures the port', async () => {
    const place = newPlace();
    const { exitCode, stdout, stderr } = await place.on([...FIX, '--yes']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(isCured(place)).toEqual([]);
    const parts = [
      'RESERVED',
      '± service winnat stop → start',
      '+ excluded port range tcp 8065 (administered, persistent)',
      '~ container mattermost created → running',
      'applied: Exclude tcp 8065',
      'Proof:',
      'To put everything back: portwright rollback',
      'exit code 0',
    ];
    const places = parts.map((part) => stdout.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('finds nothing to do the second time', async () => {
    const place = newPlace();
    await place.on([...FIX, '--yes']);
    const before = place.machine();
    const ended = await place.on([...FIX, '--json']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(SCHEMA.parse(lastDocument(ended))).toMatchObject({
      outcome: 'unchanged',
      runId: null,
      exitCode: 0,
    });
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toHaveLength(1);
  });

  test('prints a rollback command that works as it stands', async () => {
    const place = newPlace();
    const before = place.machine();
    const { stdout } = await place.on([...FIX, '--yes']);
    const words = commandBehind('To put everything back: ', stdout);
    const { exitCode } = await place.call([...words, '--yes']);
    expect(exitCode).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('keeps a machine of its own where no file is named, so that the rollback command finds it again', async () => {
    const place = newPlace();
    const first = await place.call([...FIX, '--host', 'simulated', '--yes']);
    const words = commandBehind('To put everything back: ', first.stdout);
    expect(existsSync(words.at(-1) ?? '')).toBe(true);
    expect((await place.call([...words, '--yes'])).exitCode).toBe(0);
  });

  test('prints one line of JSON and nothing else with --json', async () => {
    const place = newPlace();
    const ended = await place.on([...FIX, '--yes', '--json']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '', questions: [] });
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
    const document = SCHEMA.parse(lastDocument(ended)) as RunDocument;
    expect(document).toMatchObject({ schemaVersion: 1, scenario: 'fix', outcome: 'done', exitCode: 0 });
    expect(document.host.kind).toBe('simulated');
    expect(place.runIds()).toEqual([document.runId]);
    expect(
      document.steps.every(({ id, title, outcome }) => id !== '' && title !== '' && outcome !== undefined),
    ).toBe(true);
  });

  test.each([
    ['several words', ['8065', '9001']],
    ['a list with commas', ['8065,9001']],
    ['a list with blanks', [' 8065  9001 ']],
  ])('takes ports as %s', async (_what, ports) => {
    const place = newPlace();
    const { exitCode } = await place.on(['fix', ...ports, '--yes', '--json']);
    expect(exitCode).toBe(0);
    expect(isKept(place.machine(), 'tcp', RANGE)).toEqual([]);
    expect(isKept(place.machine(), 'tcp', { startPort: 9001, numberOfPorts: 1 })).toEqual([]);
  });

  test('leaves the dynamic port range alone unless it is asked to reset it', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--yes', '--json']);
    expect(place.machine().dynamic.active.ipv4.tcp.startPort).toBe(1024);
    const { exitCode } = await place.on(['fix', '8065', '--reset-range', '--yes', '--json']);
    expect(exitCode).toBe(0);
    expect(place.machine().dynamic.active.ipv4.tcp).toEqual({ startPort: 49152, numberOfPorts: 16384 });
  });

  test('leaves winnat alone where no block holds the port', async () => {
    const place = newPlace();
    const ended = await place.on(['fix', '9001', '--yes', '--json']);
    const { steps } = lastDocument(ended) as RunDocument;
    expect(steps.find(({ id }) => id === 'winnat-stopped')?.outcome).toBe('not-needed');
  });

  test('ends with an error of its own where another program owns the port, and names it', async () => {
    const place = newPlace({ blocksOn: [] });
    await place.on([...FIX, '--yes']);
    const before = place.machine();
    const { exitCode, stderr } = await place.on(['fix', '8065', '--yes']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[plan.refused]');
    expect(stderr).toContain('com.docker.backend');
    expect(differences(before, place.machine())).toEqual([]);
  });
});

describe('a question before a change', () => {
  test('is asked once on a terminal, after the plan and before anything is drawn or done', async () => {
    const drawn = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      const place = newPlace();
      const before = place.machine();
      const atQuestion: unknown[] = [];
      const onQuestion = () => atQuestion.push(drawn.mock.calls.length, differences(before, place.machine()));
      const ended = await place.on(FIX, { interactive: true, answers: [true], onQuestion });
      expect(atQuestion).toEqual([0, []]);
      expect(ended.questions).toHaveLength(1);
      expect(ended.exitCode).toBe(0);
      expect(ended.stdout.indexOf('Plan: ')).toBeGreaterThan(0);
      expect(drawn.mock.calls.length).toBeGreaterThan(0);
      expect(isCured(place)).toEqual([]);
    } finally {
      drawn.mockRestore();
    }
  });

  test('that is answered with no changes nothing and records no run', async () => {
    const place = newPlace();
    const before = place.machine();
    const { exitCode, stderr } = await place.on(FIX, { interactive: true, answers: [false] });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[run.declined]');
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test.each([
    ['nobody is there', FIX, false],
    ['JSON is wanted', [...FIX, '--json'], true],
  ])('is an error where %s, and nothing changes', async (_why, words, interactive) => {
    const place = newPlace();
    const before = place.machine();
    const { exitCode, stderr, questions } = await place.on(words, { interactive });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[input.confirmation-required]');
    expect(stderr).toContain('--yes');
    expect(questions).toEqual([]);
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test('is not asked where there is nothing to do', async () => {
    const place = newPlace();
    await place.on([...FIX, '--yes']);
    const { exitCode, questions } = await place.on(FIX, { interactive: true });
    expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: [] });
  });

  test('is refused when the machine has changed while somebody was thinking', async () => {
    const place = newPlace();
    const onQuestion = () =>
      place.edit((machine) => {
        machine.ranges.tcp = machine.ranges.tcp.filter((row) => !contains(row, 8065));
      });
    const { exitCode, stderr } = await place.on(FIX, { interactive: true, answers: [true], onQuestion });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[plan.stale]');
    expect(place.runIds()).toEqual([]);
  });
});

describe('an interrupt', () => {
  test.each([
    'take down: Stop winnat',
    'apply: Exclude tcp 8065',
    'applied: Exclude tcp 8065',
    'bring back: Stop winnat',
    'cycled: Stop winnat',
    'apply: Start container',
    'applied: Start container',
    'proved: Prove that container',
  ])('at "%s" puts back what was done, and the command ends with 130', async (moment) => {
    const place = newPlace();
    const before = place.machine();
    const interrupt = new AbortController();
    const onPrint = (text: string) => {
      if (text.trimStart().startsWith(moment)) interrupt.abort();
    };
    const { exitCode, stdout } = await place.on([...FIX, '--yes'], { signal: interrupt.signal, onPrint });
    expect(interrupt.signal.aborted).toBe(true);
    expect(exitCode).toBe(130);
    expect(stdout).toContain('run.interrupted');
    expect(differences(before, place.machine())).toEqual([]);
    expect(readdirSync(join(place.folder, 'portwright', 'locks'))).toEqual([]);
    expect((await place.on([...FIX, '--yes'])).exitCode).toBe(0);
  });
});
