import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runPester } from '../../toolkit/pester-runner/run-pester.ts';
import { findRealPester } from '../pester-runner/find-real-pester.ts';
import { builtCli } from '../support/built-cli.ts';
import { newStandInPlace } from '../support/stand-in-place.ts';

const FILE = fileURLToPath(new URL('./Real.Tests.ps1', import.meta.url));
const TIMEOUT_MS = 300_000;
const real = findRealPester();
const executable = 'executable' in real ? real.executable : undefined;

describe(`the guarded tests of a real Windows${'missing' in real ? ` (skipped: ${real.missing})` : ''}`, () => {
  test.skipIf(executable === undefined)(
    'pass on stand-ins, and leave the machine as it was',
    { timeout: TIMEOUT_MS },
    async (context) => {
      await builtCli();
      const place = await newStandInPlace(context);
      const before = place.machine().ranges;
      const run = await runPester({
        paths: [FILE],
        filter: { tags: ['Real'] },
        executable,
        timeoutMs: TIMEOUT_MS,
        environment: {
          ...process.env,
          PORTWRIGHT_ELEVATED: '1',
          PORTWRIGHT_TEST_SYSTEM_ROOT: place.bin,
        },
      });
      expect(run.tests.filter(({ result }) => result === 'failed')).toEqual([]);
      expect(run.failedBlocks).toEqual([]);
      expect(run.counts.passed).toBeGreaterThan(4);
      expect(place.machine().ranges).toEqual(before);
    },
  );
});
