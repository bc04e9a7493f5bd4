import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import type { DiagnosisDocument } from '../../toolkit/report/documents/diagnosis-schema.ts';
import { supportSchema } from '../../toolkit/report/documents/support-schema.ts';
import { buildMachine, machineMatrix } from '../../toolkit/scenario-test/machine-matrix.ts';
import { TRIALS } from '../../toolkit/scenario-test/trials/index.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace } from '../support/place.ts';

const ENVIRONMENT = { USERNAME: 'janedoe77', COMPUTERNAME: 'WORKBENCH-77' };

async function bundle(place = newPlace(), words: readonly string[] = ['8065'], yes = ['--yes']) {
  const path = join(place.folder, 'bundle.md');
  const ended = await place.on(['support', ...words, '--out', path, ...yes], { environment: ENVIRONMENT });
  return { place, path, ended, text: existsSync(path) ? readFileSync(path, 'utf8') : undefined };
}

describe('support', () => {
  test('shows what it writes, for the owner alone, and changes nothing', async () => {
    const place = newPlace();
    const before = place.machine();
    const { ended, path, text = '' } = await bundle(place);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toContain(text);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(differences(before, place.machine())).toEqual([]);
    for (const part of [
      'excludedportrange',
      'dynamicportrange',
      'sc query winnat',
      'docker info',
      'RESERVED',
    ])
      expect(text).toContain(part);
    for (const secret of Object.values(ENVIRONMENT))
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  test('writes over nothing, and reads nothing before it says so', async () => {
    const place = newPlace();
    const kept = place.file('bundle.md', 'mine');
    const { ended } = await bundle(place);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(readFileSync(kept, 'utf8')).toBe('mine');
  });

  test('writes only what somebody agreed to, having seen it', async () => {
    const refused = await bundle(newPlace(), ['8065'], []);
    expect(refused.ended.exitCode).toBe(2);
    expect(refused.ended.stdout).toContain('# Portwright support bundle');
    expect(refused.text).toBeUndefined();
    const place = newPlace();
    const path = join(place.folder, 'asked.md');
    const answer = (agrees: boolean) =>
      place.on(['support', '--out', path], { interactive: true, answers: [agrees] });
    expect((await answer(false)).exitCode).toBe(1);
    expect(existsSync(path)).toBe(false);
    expect((await answer(true)).exitCode).toBe(0);
    expect(existsSync(path)).toBe(true);
  });

  test('says what could not be read', async () => {
    const place = newPlace();
    place.edit((machine) => machine.faults.push({ kind: 'hang', match: 'sc query hns', times: 1 }));
    const { ended, text = '' } = await bundle(place, ['--json']);
    const document = supportSchema.parse(lastDocument(ended));
    expect(document.unread).toEqual(['sc query hns']);
    expect(document.text).toBe(text);
    expect(text).toMatch(/# sc query hns: .*host\.timed-out/);
  });

  test('tells of the last run', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--yes']);
    expect((await bundle(place)).text).toContain(place.runIds()[0]);
  });

  test('redacts what a colleague pasted', async () => {
    const place = newPlace();
    const { text = '' } = await bundle(place, []);
    const paste = place.file(
      'paste.txt',
      `PS C:\\Users\\Colleague9\\x> ipconfig of colleague9\n10.9.8.7\n${text}`,
    );
    const path = join(place.folder, 'second.md');
    const { exitCode } = await place.call(['support', '8065', '--from', paste, '--out', path, '--yes']);
    const second = readFileSync(path, 'utf8');
    expect(exitCode).toBe(0);
    expect(second.toLowerCase()).not.toContain('colleague9');
    expect(second).not.toContain('10.9.8.7');
    expect(diagnose(snapshotFromPaste(second), [{ port: 8065, protocol: 'tcp' }]).ports[0]?.verdict).toBe(
      'reserved',
    );
  });
});

describe('a bundle diagnoses like the machine it was made on', () => {
  const trial = TRIALS[0];
  const tcp = ['8065', '443', '50010', '9000', '49200', '135', '5357'];
  const ports = [...tcp, ...['8065', '5353', '50010', '500', '9000'].map((port) => `${port}/udp`)];

  test.each(trial ? machineMatrix(trial).map((machine) => [JSON.stringify(machine), machine] as const) : [])(
    '%s',
    async (_name, machine) => {
      const place = newPlace();
      place.write(buildMachine(machine));
      const { path } = await bundle(place, ports);
      const read = async (words: readonly string[]) => {
        const ended = await place.call(['diagnose', ...ports, '--json', ...words]);
        const { ports: found, snapshot } = lastDocument(ended) as DiagnosisDocument;
        return {
          verdicts: found.map(({ port, protocol, verdict, block }) => ({ port, protocol, verdict, block })),
          rows: snapshot.excludedPortRanges,
        };
      };
      expect(await read(['--from', path])).toEqual(await read(place.host));
    },
  );
});
