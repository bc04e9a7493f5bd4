import { expect, test } from 'vitest';
import { newPlace } from '../support/place.ts';

const RELEASE = ['release-ports', '--ports', '8065'];

test('plan release-ports shows the row to remove, and refuses a row that no run added', async () => {
  const place = newPlace({ hyperV: false });
  place.edit(({ ranges }) => {
    const row = { kind: 'administered', owner: 'user', active: true, persistent: true } as const;
    ranges.tcp.push({ startPort: 9000, numberOfPorts: 11, ...row });
  });
  await place.on(['run', 'reserve-ports', '--ports', '8065', '--yes']);
  const own = await place.on(['plan', ...RELEASE]);
  expect(own.stdout).toContain('- excluded port range tcp 8065 (administered, persistent)');
  expect(own.exitCode).toBe(0);
  const foreign = await place.on(['plan', 'release-ports', '--ports', '9000-9010']);
  expect(foreign.stdout).toMatch(/no journal on this machine says that Portwright added tcp 9000-9010/);
  expect(foreign.stdout).toContain('delete excludedportrange protocol=tcp startport=9000 numberofports=11');
  expect(foreign.exitCode).toBe(1);
});

test('a plan of release-ports that was saved is carried out, and rolled back', async () => {
  const place = newPlace();
  await place.on(['run', 'reserve-ports', '--ports', '8065', '--yes']);
  const { ranges } = place.machine();
  const file = place.file('plan.json', '');
  await place.on(['plan', ...RELEASE, '--out', file]);
  expect((await place.on(['run', 'release-ports', '--plan', file, '--yes'])).exitCode).toBe(0);
  const isKept = () =>
    place.machine().ranges.tcp.some(({ owner, startPort }) => owner === 'user' && startPort === 8065);
  expect(isKept()).toBe(false);
  expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
  expect(place.machine().ranges).toEqual(ranges);
});
