import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printError } from '../../toolkit/cli/print-error.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';
import { lastDocument, newPlace } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

/** A place with one run in it. */
async function placeWithRun() {
  const place = newPlace();
  const ended = await place.on(['fix', '8065', '--container', 'mattermost', '--yes', '--json']);
  const { runId } = lastDocument(ended) as { runId: string };
  return { place, runId };
}

describe('what a command prints with --json is what its published schema says:', () => {
  test('runs, damaged ones too', async () => {
    const { place, runId } = await placeWithRun();
    const whole = lastDocument(await place.call(['runs', '--json']));
    expect(publishedSchema('run-list').parse(whole)).toMatchObject({ runs: [{ runId }], damaged: [] });
    const journal = place.journalPath(runId);
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('step-started', 'step-stopped'));
    const damaged = lastDocument(await place.call(['runs', '--json']));
    expect(publishedSchema('run-list').parse(damaged)).toMatchObject({ runs: [], damaged: [{ runId }] });
  });

  test('show', async () => {
    const { place, runId } = await placeWithRun();
    const shown = lastDocument(await place.call(['show', runId, '--json']));
    expect(publishedSchema('run-record').parse(shown)).toMatchObject({
      runId,
      source: { kind: 'built-in' },
      events: expect.arrayContaining([expect.objectContaining({ type: 'run-finished' })]),
    });
  });

  test('report', async () => {
    const { place, runId } = await placeWithRun();
    const html = join(place.folder, 'run.html');
    const written = lastDocument(await place.call(['report', runId, '--html', html, '--json']));
    expect(publishedSchema('written-report').parse(written)).toEqual({ schemaVersion: 1, runId, html });
  });

  test('scenarios', async () => {
    const listed = lastDocument(await newPlace().call(['scenarios', '--json']));
    expect(publishedSchema('scenario-list').parse(listed)).toMatchObject({
      scenarios: expect.arrayContaining([expect.objectContaining({ id: 'fix' })]),
    });
  });

  test('test, and test --self-check', async () => {
    const place = newPlace();
    const tested = lastDocument(await place.call(['test', 'restart-winnat', '--json']));
    expect(publishedSchema('scenario-tests').parse(tested)).toMatchObject({
      scenarios: [{ scenario: 'restart-winnat' }],
    });
    const checked = lastDocument(await place.call(['test', 'restart-winnat', '--self-check', '--json']));
    expect(publishedSchema('self-check').parse(checked)).toMatchObject({
      mutants: expect.arrayContaining([expect.objectContaining({ scenario: 'restart-winnat' })]),
    });
  });

  test('an error, and a bug', async () => {
    const refused = lastDocument(await newPlace().on(['diagnose', '99999', '--json']));
    expect(publishedSchema('error').parse(refused)).toMatchObject({ exitCode: 2 });
    const terminal = fakeTerminal();
    expect(printError(new TypeError('surprise'), terminal, true)).toBe(1);
    expect(publishedSchema('error').parse(JSON.parse(terminal.printed[0] ?? ''))).toMatchObject({
      error: { code: 'internal.bug', message: 'surprise' },
    });
  });
});
