import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WrapperMessage } from '../../../toolkit/powershell/wrapper/message.ts';
import { isServed } from '../../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../../toolkit/simulation/compare-machines.ts';
import { newPlace, type Place } from '../../support/place.ts';
import { publishedSchema } from '../../support/published-schema.ts';
import { type ConverseOptions, converse, documentOf } from './converse.ts';

const FIX = { scenario: 'fix', parameters: { ports: ['8065'], container: 'mattermost' } };

function ask(place: Place, action: string, more: object, options: ConverseOptions = {}) {
  const host = { kind: 'simulated', state: place.state };
  const terminal = { stateHome: place.folder, ...options.terminal };
  return converse({ schemaVersion: 1, action, host, ...more }, { ...options, terminal });
}

/** Answers the question with these words. */
const answering =
  (...words: readonly string[]) =>
  ({ type }: WrapperMessage) =>
    type === 'approval-wanted' ? words.join('\n') : undefined;

const types = (messages: readonly WrapperMessage[]) => [...new Set(messages.map(({ type }) => type))];

async function fingerprintOf(place: Place): Promise<string> {
  return (documentOf(await ask(place, 'plan', FIX)) as { fingerprint: string }).fingerprint;
}

function notElevated(place: Place): void {
  place.edit((machine) => {
    machine.elevated = false;
  });
}

describe('plan', () => {
  test('sends the plan, then the same as its result, and changes nothing', async () => {
    const place = newPlace();
    const before = place.machine();
    const { messages, last, exitCode } = await ask(place, 'plan', FIX);
    expect(types(messages)).toEqual(['plan', 'result']);
    const [first] = messages;
    expect(first).toEqual({ type: 'plan', plan: documentOf({ last }) });
    publishedSchema('plan').parse(documentOf({ last }));
    expect(exitCode).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('is 1 where it would be refused', async () => {
    const place = newPlace({ osType: 'windows' });
    const { exitCode, last } = await ask(place, 'plan', FIX);
    expect((documentOf({ last }) as { refusals: unknown[] }).refusals).not.toEqual([]);
    expect({ exitCode, last: last.exitCode }).toEqual({ exitCode: 1, last: 1 });
  });
});

describe('run', () => {
  test('asks with the plan, cures the machine when approved, and says every step', async () => {
    const place = newPlace();
    const { messages, last, exitCode } = await ask(place, 'run', FIX, { onMessage: answering('approve') });
    expect(types(messages)).toEqual(['plan', 'approval-wanted', 'step', 'result']);
    expect(documentOf({ last })).toMatchObject({ outcome: 'done', host: { machine: place.state } });
    publishedSchema('run').parse(documentOf({ last }));
    expect(exitCode).toBe(0);
    expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
  });

  test.each([
    ['declined', 'decline', 'run.declined', 1],
    ['cancelled when asked', 'cancel', 'run.interrupted', 130],
    ['left alone when asked', 'end', 'run.declined', 1],
    ['answered with another word', 'yes', 'wrapper.invalid-request', 2],
  ])('%s changes nothing', async (_how, word, code, exitCode) => {
    const place = newPlace();
    const before = place.machine();
    const ended = await ask(place, 'run', FIX, { onMessage: answering(word) });
    expect(ended).toMatchObject({ exitCode, last: { type: 'error', error: { code }, exitCode } });
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test('does not take an answer to a question that was not asked yet', async () => {
    const place = newPlace();
    const before = place.machine();
    const ended = await ask(place, 'run', FIX, {
      onMessage: ({ type }) => (type === 'plan' ? 'approve' : undefined),
    });
    expect(ended.last).toMatchObject({ type: 'error', error: { code: 'wrapper.invalid-request' } });
    expect(types(ended.messages)).not.toContain('approval-wanted');
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('undoes what it did when it is cancelled in the middle', async () => {
    const place = newPlace();
    const before = place.machine();
    const ended = await ask(place, 'run', FIX, {
      onMessage(message) {
        if (message.type === 'approval-wanted') return 'approve';
        const isDown = message.type === 'step' && message.event.type === 'step-ended';
        return isDown && message.event.outcome === 'applied' ? 'cancel' : undefined;
      },
    });
    expect(ended).toMatchObject({ exitCode: 130, last: { type: 'result', exitCode: 130 } });
    expect(documentOf(ended)).toMatchObject({ outcome: 'failed-undone', error: { code: 'run.interrupted' } });
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('with a plan that was agreed to asks nobody', async () => {
    const place = newPlace();
    const approved = { fingerprint: await fingerprintOf(place) };
    const { messages, exitCode } = await ask(place, 'run', { ...FIX, approved });
    expect(types(messages)).toEqual(['plan', 'step', 'result']);
    expect(exitCode).toBe(0);
    expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
  });

  test('with a plan that was agreed to is undone when nobody stays for it', async () => {
    const place = newPlace();
    const before = place.machine();
    const approved = { fingerprint: await fingerprintOf(place) };
    const { exitCode } = await ask(place, 'run', { ...FIX, approved }, { staysOpen: false });
    expect(exitCode).toBe(130);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('refuses a plan that the machine has left behind', async () => {
    const place = newPlace();
    const approved = { fingerprint: await fingerprintOf(place) };
    place.edit((machine) => {
      machine.ranges.tcp = machine.ranges.tcp.filter(({ kind }) => kind !== 'runtime');
    });
    const before = place.machine();
    const { last } = await ask(place, 'run', { ...FIX, approved });
    expect(last).toMatchObject({ type: 'error', error: { code: 'plan.stale' }, exitCode: 2 });
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('without the rights shows its plan and says that they are missing, before anybody is asked', async () => {
    const place = newPlace({ elevated: false });
    const { messages, last } = await ask(place, 'run', FIX);
    expect(types(messages)).toEqual(['plan', 'error']);
    expect(last).toMatchObject({ error: { code: 'run.needs-elevation' }, exitCode: 4 });
  });

  test('needs no rights where nothing is to be done', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    notElevated(place);
    const ended = await ask(place, 'run', FIX);
    expect(types(ended.messages)).toEqual(['plan', 'result']);
    expect(documentOf(ended)).toMatchObject({ outcome: 'unchanged', runId: null });
  });

  test('on a machine without a file keeps it in one, which the result names and a rollback takes', async () => {
    const place = newPlace();
    const terminal = { stateHome: place.folder };
    const request = { schemaVersion: 1, host: { kind: 'simulated' }, ...FIX };
    const ended = await converse(
      { ...request, action: 'run' },
      { terminal, onMessage: answering('approve') },
    );
    const { host, runId } = documentOf(ended) as { host: { machine: string }; runId: string };
    expect(host.machine).toContain(place.folder);
    const back = await converse(
      {
        schemaVersion: 1,
        action: 'rollback',
        run: runId,
        approved: true,
        host: { kind: 'simulated', state: host.machine },
      },
      { terminal },
    );
    expect(back.exitCode).toBe(0);
  });

  test.each([
    ['an unknown scenario', { scenario: 'fixx', parameters: {} }, 'input.unknown-scenario'],
    ['an unknown parameter', { scenario: 'fix', parameters: { port: 1 } }, 'input.invalid-parameter'],
    ['a port that is none', { scenario: 'fix', parameters: { ports: ['0'] } }, 'ports.invalid-port'],
  ])('with %s is bad input', async (_what, more, code) => {
    const { last } = await ask(newPlace(), 'run', more);
    expect(last).toMatchObject({ type: 'error', error: { code }, exitCode: 2 });
  });
});

describe('a continuation', () => {
  async function fixed(place: Place): Promise<string> {
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    return place.runIds()[0] ?? '';
  }

  /** What a kill after so many lines leaves of the journal. */
  function cut(place: Place, runId: string, lines: number): void {
    const path = place.journalPath(runId);
    const kept = readFileSync(path, 'utf8').split('\n').slice(0, lines);
    writeFileSync(path, `${kept.join('\n')}\n`);
  }

  test('says what it will put back, asks, and puts it back', async () => {
    const place = newPlace();
    const before = place.machine();
    const runId = await fixed(place);
    const ended = await ask(place, 'rollback', {}, { onMessage: answering('approve') });
    expect(types(ended.messages)).toEqual(['intent', 'approval-wanted', 'step', 'result']);
    const [intent] = ended.messages;
    expect(intent).toMatchObject({ verb: 'rollback', runId, scenario: 'fix' });
    const undone = (documentOf(ended) as { steps: { id: string; outcome: string }[] }).steps
      .filter(({ outcome }) => outcome === 'undone')
      .map(({ id }) => id);
    expect(intent?.type === 'intent' && intent.steps.map(({ id }) => id).sort()).toEqual(undone.sort());
    expect(intent?.type === 'intent' && intent.promises).not.toEqual([]);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('of a cut-off run says what is left to do, does it, and is not warned of that very run', async () => {
    const place = newPlace();
    cut(place, await fixed(place), 6);
    const ended = await ask(place, 'resume', {}, { onMessage: answering('approve') });
    expect(types(ended.messages)).toEqual(['intent', 'approval-wanted', 'step', 'result']);
    const intent = ended.messages.find(({ type }) => type === 'intent');
    expect(intent).toMatchObject({ verb: 'resume', promises: expect.arrayContaining([expect.anything()]) });
    expect(documentOf(ended)).toMatchObject({ outcome: 'done' });
    expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
  });

  test('of a run that was cut off with winnat down promises that it runs again', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    const lines = readFileSync(place.journalPath(runId), 'utf8').split('\n');
    cut(place, runId, lines.findIndex((line) => line.includes('"bracket-open"')) + 1);
    place.edit((machine) => {
      const { winnat } = machine.services;
      if (winnat !== undefined) winnat.status = 'stopped';
    });
    for (const action of ['resume', 'rollback']) {
      const { messages } = await ask(place, action, {}, { onMessage: answering('decline') });
      const intent = messages.find(({ type }) => type === 'intent');
      expect([action, intent]).toMatchObject([
        action,
        {
          promises: expect.arrayContaining([
            expect.objectContaining({ fact: { kind: 'service-state', service: 'winnat', state: 'running' } }),
          ]),
        },
      ]);
    }
  });

  test('without the rights says what it would do and that they are missing, before anybody is asked', async () => {
    const place = newPlace();
    await fixed(place);
    notElevated(place);
    const { messages, last } = await ask(place, 'rollback', {});
    expect(types(messages)).toEqual(['intent', 'error']);
    expect(last).toMatchObject({ error: { code: 'run.needs-elevation' }, exitCode: 4 });
  });

  test('declined changes nothing', async () => {
    const place = newPlace();
    await fixed(place);
    const before = place.machine();
    const { last } = await ask(place, 'rollback', {}, { onMessage: answering('decline') });
    expect(last).toMatchObject({ error: { code: 'run.declined' }, exitCode: 1 });
    expect(differences(before, place.machine())).toEqual([]);
  });

  test.each([
    ['resume', 'run.not-resumable'],
    ['rollback', 'run.nothing-to-undo'],
  ])('by %s of a run that is over is refused before anybody is asked, named or not', async (action, code) => {
    const place = newPlace();
    const run = await fixed(place);
    await place.on(['rollback', '--yes']);
    for (const more of [{ run }, {}]) {
      const { messages, last } = await ask(place, action, more);
      expect(messages).toHaveLength(1);
      expect(last).toMatchObject({ type: 'error', error: { code }, exitCode: 2 });
    }
  });

  test('of a run of another machine names the one it was made on', async () => {
    const [place, other] = [newPlace(), newPlace()];
    const run = await fixed(place);
    const { last } = await ask(
      other,
      'rollback',
      { run, approved: true },
      { terminal: { stateHome: place.folder } },
    );
    expect(last).toMatchObject({ error: { code: 'run.other-host' } });
    expect(last.type === 'error' && last.error.remedy).toContain(place.state);
  });
});
