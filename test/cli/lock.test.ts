import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { newPlace, type Place } from '../support/place.ts';

const FIXTURE = join(import.meta.dirname, 'fixtures', 'hold-lock.ts');

/** Starts a process that holds the machine's lock; it is ended with the test. */
async function holdLock({ folder, state }: Place): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', FIXTURE, join(folder, 'portwright'), state],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a machine that another process is changing is left to it, and read all the same', async () => {
  const place = newPlace();
  const holder = await holdLock(place);
  const before = place.machine();
  const { exitCode, stderr } = await place.on(['fix', '8065', '--yes']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('[run.lock-held]');
  expect(stderr).toContain(`process ${holder.pid}`);
  expect(differences(before, place.machine())).toEqual([]);
  expect(place.runIds()).toEqual([]);
  expect((await place.on(['diagnose', '8065'])).exitCode).toBe(0);
  expect((await place.on(['plan', 'fix', '--ports', '8065'])).exitCode).toBe(0);
});

test('the lock of another machine is in nobody else’s way', async () => {
  const [place, other] = [newPlace(), newPlace()];
  await holdLock({ ...place, state: other.state });
  expect((await place.on(['fix', '8065', '--yes'])).exitCode).toBe(0);
});

test('the lock of a dead process is taken over', async () => {
  const place = newPlace();
  const holder = await holdLock(place);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect((await place.on(['fix', '8065', '--yes'])).exitCode).toBe(0);
});
