import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runSchema } from '../../toolkit/report/documents/run-schema.ts';
import { LOCALES, type MachineState } from '../../toolkit/simulation/machine-state.ts';
import { insertRange } from '../../toolkit/simulation/ranges.ts';
import { lastDocument, newPlace } from '../support/place.ts';

const RUN = ['run', 'attribute-blocks', '--yes'];

/** Rows of others than winnat, one of them as large as a block of its. */
function addOthers(machine: MachineState): void {
  const row = { numberOfPorts: 1, active: true, persistent: false, kind: 'runtime' } as const;
  insertRange(machine, 'tcp', { ...row, startPort: 8884, owner: 'http.sys' });
  insertRange(machine, 'tcp', { ...row, startPort: 700, numberOfPorts: 100, owner: 'somebody' });
  const reservation = { ...row, persistent: true, kind: 'persistent-reservation' } as const;
  insertRange(machine, 'udp', { ...reservation, startPort: 400, numberOfPorts: 3, owner: 'somebody' });
}

/** What the simulator itself knows of each row. */
function owners({ ranges }: MachineState): Record<string, string> {
  return Object.fromEntries(
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      ranges[protocol]
        .filter(({ active }) => active)
        .map((row) => [`${protocol} ${row.startPort}`, row.owner]),
    ),
  );
}

describe('attribute-blocks', () => {
  test.each(LOCALES)('says who holds each row, as the machine itself knows it: %s', async (locale) => {
    const place = newPlace({ locale, seed: LOCALES.indexOf(locale) });
    place.edit(addOthers);
    const known = owners(place.machine());
    const { steps, outcome } = runSchema.parse(lastDocument(await place.on([...RUN, '--json'])));
    expect(outcome).toBe('done');
    const rows = steps.find(({ id }) => id === 'rows-attributed')?.rows ?? [];
    const holders = Object.fromEntries(rows.map((row) => [`${row.protocol} ${row.startPort}`, row.holder]));
    expect(Object.keys(holders).toSorted()).toEqual(Object.keys(known).toSorted());
    for (const [row, owner] of Object.entries(known)) {
      expect([row, holders[row] === 'winnat']).toEqual([row, owner === 'winnat']);
      if (owner === 'http.sys') expect([row, holders[row]]).toEqual([row, 'http.sys']);
    }
    expect(holders).toMatchObject({ 'tcp 700': 'unknown', 'udp 400': 'persistent-reservation' });
  });

  test('names who is hit before it begins, and afterwards where the blocks lie now', async () => {
    const place = newPlace();
    const planned = await place.on(['plan', 'attribute-blocks']);
    expect(planned.stdout).toMatch(/running WSL distributions lose their network/);
    expect(planned.stdout).toContain('drawn anew');
    const before = owners(place.machine());
    const { stdout, exitCode } = await place.on(RUN);
    expect(exitCode).toBe(0);
    const isNew = ([row, owner]: readonly [string, string]) => owner === 'winnat' && !(row in before);
    const drawn = Object.entries(owners(place.machine())).filter(isNew);
    expect(drawn.length).toBeGreaterThan(0);
    const text = stdout.replace(/\s+/g, ' ');
    for (const [row] of drawn) expect(text).toContain(`${row}-`);
  });

  test('asks for consent', async () => {
    const place = newPlace();
    expect((await place.on(['run', 'attribute-blocks'])).exitCode).toBe(2);
    expect(place.runIds()).toEqual([]);
  });

  test('changes nothing where winnat does not run', async () => {
    const place = newPlace({ hyperV: false });
    const { exitCode, stderr, stdout } = await place.on(RUN);
    expect(exitCode).toBe(1);
    expect(`${stdout}${stderr}`).toContain('winnat does not run');
    expect(`${stdout}${stderr}`).toContain('net start winnat');
  });

  test('that was cut off brings winnat back when it is resumed, and claims nothing', async () => {
    const place = newPlace();
    await place.on(RUN);
    const [done = ''] = place.runIds();
    const journal = place.journalPath(done);
    const lines = readFileSync(journal, 'utf8').split('\n');
    const cut = lines.findIndex((line) => line.includes('"bracket-open"'));
    writeFileSync(journal, `${lines.slice(0, cut + 1).join('\n')}\n`);
    place.edit(({ services }) => {
      const { winnat } = services;
      if (winnat !== undefined) services.winnat = { ...winnat, status: 'stopped' };
    });
    const ended = await place.on(['resume', done, '--yes']);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).not.toContain('gone, so its own');
    expect(place.machine().services.winnat?.status).toBe('running');
  });
});
