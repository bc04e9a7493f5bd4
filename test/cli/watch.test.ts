import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import { addExclusion } from '../../toolkit/simulation/ranges.ts';
import { openStateFile } from '../../toolkit/simulation/state-file.ts';
import { newPlace, type Place } from '../support/place.ts';

/** Adds a row as another process would. */
async function addRow({ state }: Place): Promise<void> {
  const store = await openStateFile(state, createMachine);
  await store.request(
    (machine) => void addExclusion(machine, 'tcp', { startPort: 700, numberOfPorts: 1 }, 'persistent'),
  );
}

const FAST = ['--interval', '0.1'];

describe('watch', () => {
  test('of a simulated machine in a file sees in real time what others change, and ends after it with --once', async () => {
    const place = newPlace();
    const ended = await place.on(['watch', '700', '--once', ...FAST], {
      onPrint: onFirst(() => addRow(place)),
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout.split('\n')).toEqual([
      expect.stringContaining('watching: 700 is free'),
      expect.stringContaining('tcp: 1 administered range added (700)'),
      expect.stringContaining('700 is excluded by 700 *; it was free'),
      '',
    ]);
  });

  test('ends with 0 when it is interrupted', async () => {
    const stop = new AbortController();
    const { exitCode, stderr } = await newPlace().on(['watch', ...FAST], {
      signal: stop.signal,
      onPrint: () => stop.abort(),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('runs its command with the words after --, and reports what fails', async () => {
    const place = newPlace();
    const script = place.file('hook.cjs', '');
    const output = `${script}.out`;
    writeFileSync(
      script,
      `const { appendFileSync, readFileSync } = require('node:fs');
       const event = JSON.parse(readFileSync(0, 'utf8'));
       appendFileSync(${JSON.stringify(output)}, JSON.stringify([event.kind, process.env.PORTWRIGHT_EVENT, ...process.argv.slice(2)]) + '\\n');
       process.exitCode = 9;`,
    );
    const { readFileSync } = await import('node:fs');
    const words = [
      'watch',
      '700',
      '--once',
      ...FAST,
      ...place.host,
      '--on-change',
      process.execPath,
      '--',
      script,
      '-x',
      'a b',
      '$(id)',
    ];
    const ended = await place.call(words, { onPrint: onFirst(() => addRow(place)) });
    expect(ended.exitCode).toBe(0);
    expect(
      readFileSync(output, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      ['exclusions', 'exclusions', '-x', 'a b', '$(id)'],
      ['port', 'port', '-x', 'a b', '$(id)'],
    ]);
    expect(ended.stderr).toContain('exit code 9');
  });

  test.each([
    ['words after -- that are for nobody', ['700', '--', 'x'], '--on-change'],
    ['a command that is not there', ['--on-change', './no-such-program'], 'no-such-program'],
    ['a folder for a command', ['--on-change', '.'], 'not a file'],
    ['no pause', ['--interval', '0'], 'seconds'],
    ['a port that is none', ['70000'], '70000'],
  ])('refuses %s', async (_what, words, named) => {
    const place = newPlace();
    const { exitCode, stdout, stderr } = await place.call(['watch', ...place.host, ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(named);
  });
});

/** Does the work when the first line is printed: the watch has then seen the machine once. */
function onFirst(work: () => Promise<void>): () => void {
  let isFirst = true;
  return () => {
    if (isFirst) void work();
    isFirst = false;
  };
}
