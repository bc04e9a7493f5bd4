import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newPlace } from '../../support/place.ts';
import { converse, documentOf } from './converse.ts';

const common = { locale: 'ko', dynamicPortRange: '49152+16384', noHyperV: false, notElevated: true };
const create = { schemaVersion: 1, action: 'create-machine', seed: 7, blocksOn: [], faults: [], ...common };

test('a machine is made as asked, restarted, and never replaced', async () => {
  const { folder } = newPlace();
  const state = join(folder, 'made.json');
  const terminal = { stateHome: folder };
  const made = {
    schemaVersion: 1,
    host: { kind: 'simulated', machine: state },
    ...{ seed: 7, locale: 'ko', elevated: false, boots: 1, restartPending: false },
    dynamicPortRange: { startPort: 49152, numberOfPorts: 16384 },
  };
  expect(documentOf(await converse({ ...create, state }, { terminal }))).toEqual(made);
  const again = await converse({ ...create, state }, { terminal });
  expect(again.last).toMatchObject({ error: { code: 'input.invalid-argument' }, exitCode: 2 });
  const reboot = { schemaVersion: 1, action: 'reboot-machine', state };
  expect(documentOf(await converse(reboot, { terminal }))).toEqual({ ...made, boots: 2 });
});

test('a machine that cannot be made leaves no file, and one that is not there is not restarted', async () => {
  const { folder } = newPlace();
  const state = join(folder, 'none.json');
  const terminal = { stateHome: folder };
  for (const wrong of [
    { locale: 'xx' },
    { dynamicPortRange: '1+2' },
    { faults: ['{}'] },
    { blocksOn: ['0'] },
  ]) {
    const { last } = await converse({ ...create, ...wrong, state }, { terminal });
    expect(last).toMatchObject({ type: 'error', exitCode: 2 });
  }
  const { last } = await converse({ schemaVersion: 1, action: 'reboot-machine', state }, { terminal });
  expect(last).toMatchObject({ error: { code: 'input.unreadable-file' }, exitCode: 2 });
  expect(existsSync(state)).toBe(false);
});
