import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FIXTURE = join(import.meta.dirname, 'fixtures', 'ask.ts');

test.each([
  ['y\n', 'true'],
  [' YES \n', 'true'],
  ['\n', 'false'],
  ['n\n', 'false'],
  ['yellow\n', 'false'],
  ['', 'run.interrupted'],
])('a question that is answered with %j gives %s', (input, expected) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', FIXTURE], {
    input,
    encoding: 'utf8',
  });
  expect(stderr).toBe(expected);
  expect(stdout).toContain('Go on? [y/N]');
});
