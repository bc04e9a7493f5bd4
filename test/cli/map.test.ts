import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MapDocument } from '../../toolkit/report/documents/map-schema.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('map');

describe('map', () => {
  test('prints the verdict first, then 65,536 ports', async () => {
    const { exitCode, stdout, stderr } = await newPlace().on(['map', '8065']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe('8065  RESERVED');
    expect(stdout).toMatch(/^ {4}0 {2}\S{64}$/m);
    expect(stdout).toContain('host: simulated');
  });

  test.each([[['8065', '443/udp']], [[]]])(
    'of %j prints JSON that fits the published schema',
    async (ports) => {
      const document = SCHEMA.parse(
        lastDocument(await newPlace().on(['map', ...ports, '--json'])),
      ) as MapDocument;
      expect(document.asked).toHaveLength(ports.length);
      expect(document.protocols.map(({ protocol }) => protocol)).toEqual(['tcp', 'udp']);
      const blocks = document.protocols[0]?.segments.filter(({ kind }) => kind === 'winnat');
      expect(blocks?.some(({ startPort }) => startPort <= 8065 && 8065 < startPort + 100)).toBe(true);
    },
  );

  test('writes a page and a picture, and changes nothing on the machine', async () => {
    const place = newPlace();
    const before = place.machine();
    const [html, svg] = [join(place.folder, 'map.html'), join(place.folder, 'map.svg')];
    const { exitCode, stdout } = await place.on(['map', '8065', '--html', html, '--svg', svg]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`Written: ${html}\nWritten: ${svg}\n`);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [^>]*role="img"/);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('with a saved plan shows what the plan itself then brings about', async () => {
    const place = newPlace();
    const saved = join(place.folder, 'plan.json');
    await place.on(['plan', 'fix', '--ports', '8065', '--out', saved]);
    const foretold = lastDocument(await place.on(['map', '8065', '--plan', saved, '--json']));
    const { after } = SCHEMA.parse(foretold) as MapDocument;
    expect(after?.asked).toMatchObject([{ port: 8065, verdict: 'excluded' }]);
    expect(after?.notes).toHaveLength(1);
    expect((await place.on(['run', 'fix', '--plan', saved, '--yes'])).exitCode).toBe(0);
    const { asked } = lastDocument(await place.on(['map', '8065', '--json'])) as MapDocument;
    expect(asked).toMatchObject([{ port: 8065, verdict: 'excluded' }]);
  });

  test('refuses a plan of another machine', async () => {
    const [place, other] = [newPlace(), newPlace()];
    const saved = join(place.folder, 'plan.json');
    await place.on(['plan', 'fix', '--ports', '8065', '--out', saved]);
    const { exitCode, stderr } = await other.on(['map', '8065', '--plan', saved]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('run.other-host');
  });

  test('draws what Docker’s own error in a paste asks for, and calls unknown what was not read', async () => {
    const stdin =
      'listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.';
    const ended = await newPlace().call(['map', '--from', '-', '--json'], { stdin });
    const { asked, protocols } = SCHEMA.parse(lastDocument(ended)) as MapDocument;
    expect(asked).toMatchObject([{ port: 8065, verdict: 'unknown' }]);
    expect(protocols).toMatchObject([{ protocol: 'tcp', isTableRead: false, segments: [] }]);
  });

  test('says which file it could not write', async () => {
    const place = newPlace();
    const path = join(place.folder, 'no such folder', 'map.html');
    const { exitCode, stderr } = await place.on(['map', '--html', path]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('host.file-failed');
    expect(existsSync(path)).toBe(false);
  });
});
