import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMachineLocked, lockMachine } from '../../toolkit/scenario/machine-lock.ts';
import { inFolder } from '../support/run-bench.ts';

const machine = (name: string) => ({ kind: 'simulated', machine: name }) as const;
const held = expect.objectContaining({ code: 'run.lock-held', exitCode: 2 });
const RIVAL = join(import.meta.dirname, 'fixtures', 'take-locks.ts');

/** A process of its own that waits for the word, and then takes so many locks. */
function rival(folder: string, count: number) {
  const child = spawn(process.execPath, [RIVAL, folder, `${count}`], { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const line = async (number: number): Promise<string> => {
    while (text.split('\n').length <= number) await once(child.stdout, 'data');
    return text.split('\n')[number - 1] ?? '';
  };
  return { child, line };
}

async function gone(child: ChildProcess, how: 'ends' | 'killed'): Promise<void> {
  const exit = once(child, 'exit');
  if (how === 'ends') child.stdin?.end();
  else child.kill('SIGKILL');
  await exit;
}

function lockFile(folder: string): string {
  const [name, ...others] = readdirSync(join(folder, 'locks'));
  if (name === undefined || others.length > 0) throw new Error(`not one file: ${[name, ...others]}`);
  return join(folder, 'locks', name);
}

describe('the lock of a machine', () => {
  it('is held by one, machine by machine, until it is released', () =>
    inFolder((folder) => {
      const lock = lockMachine(folder, machine('a'), 'fix');
      expect(() => lockMachine(folder, machine('a'), 'fix')).toThrow(held);
      expect(isMachineLocked(folder, machine('a'))).toBe(true);
      expect(isMachineLocked(folder, machine('b'))).toBe(false);
      lockMachine(folder, machine('b'), 'fix').release();
      lock.release();
      expect(isMachineLocked(folder, machine('a'))).toBe(false);
      lockMachine(folder, machine('a'), 'fix').release();
      expect(readdirSync(join(folder, 'locks'))).toEqual([]);
    }));

  it('names the live process that holds it, and is taken over once that was killed', () =>
    inFolder(async (folder) => {
      const { child, line } = rival(folder, 1);
      await line(1);
      child.stdin.write(`${Date.now()}\n`);
      expect(await line(2)).toBe('[0]');
      expect(() => lockMachine(folder, machine('m0'), 'fix')).toThrow(
        expect.objectContaining({ code: 'run.lock-held', message: expect.stringContaining(`${child.pid}`) }),
      );
      await gone(child, 'killed');
      expect(isMachineLocked(folder, machine('m0'))).toBe(false);
      lockMachine(folder, machine('m0'), 'fix').release();
      expect(readdirSync(join(folder, 'locks'))).toEqual([]);
    }));

  it('left by a dead process goes to exactly one of many rivals', () =>
    inFolder(async (folder) => {
      const rounds = 40;
      const dead = rival(folder, rounds);
      await dead.line(1);
      dead.child.stdin.write(`${Date.now()}\n`);
      await dead.line(2);
      await gone(dead.child, 'killed');

      const rivals = Array.from({ length: 6 }, () => rival(folder, rounds));
      await Promise.all(rivals.map(({ line }) => line(1)));
      const startMs = Date.now() + 50;
      for (const { child } of rivals) child.stdin.write(`${startMs}\n`);
      const won = await Promise.all(rivals.map(async ({ line }) => JSON.parse(await line(2)) as number[]));
      const left = readdirSync(join(folder, 'locks'));
      await Promise.all(rivals.map(({ child }) => gone(child, 'ends')));
      expect(won.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: rounds }, (_, round) => round));
      expect(left).toHaveLength(rounds);
    }));

  it.runIf(process.platform === 'linux')('is not taken for held when another process has the pid now', () =>
    inFolder((folder) => {
      lockMachine(folder, machine('a'), 'fix');
      const path = lockFile(folder);
      const holder = JSON.parse(readFileSync(path, 'utf8')) as object;
      writeFileSync(path, JSON.stringify({ ...holder, token: 'old', processStart: '1' }));
      expect(isMachineLocked(folder, machine('a'))).toBe(false);
      lockMachine(folder, machine('a'), 'fix');
      expect(isMachineLocked(folder, machine('a'))).toBe(true);
    }),
  );

  it.each([
    ['nothing', ''],
    ['zeros', '\0\0\0\0'],
    ['no object', 'null'],
    ['a half of one', '{"pid":12'],
    ['the pid of a group', '{"pid":0,"token":"x","purpose":"fix"}'],
    ['every process', '{"pid":-1,"token":"x","purpose":"fix"}'],
    ['a name that leads elsewhere', `{"pid":${process.pid},"token":"../../x","purpose":"fix"}`],
  ])('that holds %s is one that a crash left, and is taken over', (_what, text) =>
    inFolder((folder) => {
      lockMachine(folder, machine('a'), 'fix');
      writeFileSync(lockFile(folder), text);
      expect(isMachineLocked(folder, machine('a'))).toBe(false);
      const lock = lockMachine(folder, machine('a'), 'fix');
      expect(isMachineLocked(folder, machine('a'))).toBe(true);
      lock.release();
      expect(readdirSync(join(folder, 'locks'))).toEqual([]);
    }),
  );

  it('whose taker was killed over a dead lock is free all the same', () =>
    inFolder((folder) => {
      lockMachine(folder, machine('a'), 'fix');
      const path = lockFile(folder);
      const dead = (token: string) => JSON.stringify({ pid: 2 ** 22 + 1, token, purpose: 'fix' });
      writeFileSync(path, dead('first'));
      writeFileSync(`${path}.first.claim`, dead('second'));
      writeFileSync(`${path}.first.claim.second.claim`, dead('third'));
      lockMachine(folder, machine('a'), 'fix').release();
      expect(readdirSync(join(folder, 'locks'))).toEqual([]);
    }));

  it('is not released by somebody who lost it', () =>
    inFolder((folder) => {
      const lost = lockMachine(folder, machine('a'), 'fix');
      const path = lockFile(folder);
      writeFileSync(path, JSON.stringify({ pid: process.pid, token: 'another', purpose: 'fix' }));
      lost.release();
      expect(isMachineLocked(folder, machine('a'))).toBe(true);
    }));
});
