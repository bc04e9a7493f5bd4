import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { reasonsOf } from '../../toolkit/pester-runner/pester-run.ts';
import { runPester } from '../../toolkit/pester-runner/run-pester.ts';
import { findRealPester } from '../pester-runner/find-real-pester.ts';
import { builtCli } from '../support/built-cli.ts';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
/** Tests of this very machine are for Windows; here they run on stand-ins, in their own test. */
const GUARDED = 'Real';
const TIMEOUT_MS = 900_000;

const files = globSync('*.Tests.ps1', { cwd: FOLDER }).filter((file) => file !== 'Real.Tests.ps1');
const real = findRealPester();
const executable = 'executable' in real ? real.executable : undefined;

describe(`the PowerShell module${'missing' in real ? ` (skipped: ${real.missing})` : ''}`, () => {
  test.skipIf(executable === undefined).each(files.toSorted())(
    '%s',
    { timeout: TIMEOUT_MS },
    async (file) => {
      await builtCli();
      const run = await runPester({
        paths: [`${FOLDER}${file}`],
        filter: { excludeTags: [GUARDED] },
        executable,
        timeoutMs: TIMEOUT_MS,
      });
      const failed = run.tests.filter(({ result }) => result === 'failed');
      const said = failed.map((failure) => [
        failure.path.join('.'),
        ...reasonsOf(failure, run).map(({ message }) => message),
      ]);
      const containers = run.containers.flatMap(({ errors }) => errors.map(({ message }) => message));
      expect({ said, containers, failedBlocks: run.failedBlocks }).toEqual({
        said: [],
        containers: [],
        failedBlocks: [],
      });
      expect(run.counts.passed, `tests of ${basename(file)} that passed`).toBeGreaterThan(0);
    },
  );
});
