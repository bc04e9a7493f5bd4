import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newPlace, type Place } from '../support/place.ts';

async function pageOf(place: Place): Promise<string> {
  const html = join(place.folder, 'run.html');
  const [runId = ''] = place.runIds();
  const { exitCode, stderr } = await place.call(['report', runId, '--html', html]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return readFileSync(html, 'utf8');
}

describe('report', () => {
  test('tells of a run its steps by name, its proof, its ports, and the command that puts it back', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    const page = await pageOf(place);
    for (const text of [
      'Every change was made and verified.',
      'Stop winnat while its blocks are in the way',
      'brought back',
      'Exclude tcp 8065 from automatic assignment',
      'container mattermost runs; tcp 8065 is held by',
      `portwright rollback ${place.runIds()[0]} --host simulated`,
      'data-port="8065"',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toContain('<script');
  });

  test('of a run whose proof is pending does not say that it is verified', async () => {
    const place = newPlace();
    const words = ['run', 'wsl-mirrored', '--ports', '8065', '--user-profile', 'C:\\Users\\user', '--yes'];
    const { exitCode, stdout, stderr } = await place.on(words);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const shown of [stdout, await pageOf(place)]) {
      expect(shown).toContain('has yet to happen');
      expect(shown).not.toContain('verified');
    }
  });

  test('of a run that was put back says so, and offers no rollback', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9000-9010', '--yes']);
    await place.on(['rollback', '--yes']);
    const page = await pageOf(place);
    expect(page).toContain('Everything has been put back.');
    expect(page).not.toContain('portwright rollback');
  });

  test('refuses a run that is not there, and a call without a file', async () => {
    const place = newPlace();
    const unknown = await place.call(['report', 'nothing', '--html', join(place.folder, 'x.html')]);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('run.unknown') });
    expect((await place.call(['report', 'nothing'])).exitCode).toBe(2);
  });

  test('prints as JSON which run it wrote, and where', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9000', '--yes']);
    const html = join(place.folder, 'run.html');
    const [runId = ''] = place.runIds();
    const { stdout } = await place.call(['report', runId, '--html', html, '--json']);
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, runId, html });
  });
});
