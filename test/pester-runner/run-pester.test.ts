import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PesterRunSchema, reasonsOf, runPester } from '../../toolkit/pester-runner/index.ts';
import { fakeShell, resultMessage, testFolder, testMessage } from './fake-shell.ts';
import { codeOf, runFake as run } from './run-fake.ts';

const ONE_FILE = { 'One.Tests.ps1': '' };

describe('what comes back', () => {
  test('tests, their errors and reasons, as the published schema says', async () => {
    const failure = { id: 'PesterAssertionFailed', message: 'Expected 2, but got 1.', stack: 'at x' };
    const skip = { id: 'PesterTestSkipped', message: 'is skipped, because of\nrain', stack: '' };
    const unsure = { id: 'PesterTestInconclusive', message: 'is inconclusive', stack: '' };
    const old = {
      id: 'PesterTestSkipped',
      message: 'is skipped, because INCONCLUSIVE: who knows',
      stack: '',
    };
    const tests = [
      testMessage('passes', { tags: ['a'] }),
      testMessage('fails', { result: 'Failed', errors: [failure] }),
      testMessage('skips', { result: 'Skipped', errors: [skip] }),
      testMessage('unsure', { result: 'Inconclusive', errors: [unsure] }),
      testMessage('unsure in 5.5', { result: 'Skipped', errors: [old] }),
      testMessage('left out', { result: 'NotRun', wasSent: false }),
    ];
    const found = await run({ actions: [resultMessage(tests)] });
    expect(PesterRunSchema.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      result: 'failed',
      counts: { total: 6, passed: 1, failed: 1, skipped: 2, inconclusive: 1, notRun: 1 },
      powershell: { version: '7.4.6', edition: 'core', executable: process.execPath },
      pester: { version: '5.6.1' },
      durationMs: 12.5,
      coverage: null,
    });
    expect(found.tests.map(({ because }) => because)).toEqual([
      null,
      null,
      'of\nrain',
      null,
      'who knows',
      null,
    ]);
    expect(found.tests.map(({ errors }) => errors.length)).toEqual([0, 1, 0, 0, 0, 0]);
  });

  test('a block that fails fails the run, and is the reason of the tests that it kept from running', async () => {
    const outer = {
      container: '/tests/One.Tests.ps1',
      path: ['Block'],
      file: '/tests/One.Tests.ps1',
      line: 1,
      errors: [{ id: '', message: 'outer', stack: '' }],
    };
    const inner = { ...outer, path: ['Block', 'Inner'], errors: [{ id: '', message: 'inner', stack: '' }] };
    const other = {
      ...inner,
      container: '/tests/Two.Tests.ps1',
      errors: [{ id: '', message: 'other', stack: '' }],
    };
    const never = testMessage('', { path: ['Block', 'Inner', 'never'], result: 'Failed', wasSent: false });
    const found = await run({ actions: [resultMessage([never], { failedBlocks: [inner, outer, other] })] });
    expect(found.counts).toMatchObject({ failed: 1, failedBlocks: 3 });
    expect(found.tests.flatMap((each) => reasonsOf(each, found))).toEqual([{ message: 'inner', stack: '' }]);
  });

  test('a block or a file that fails fails the run even when every test passed', async () => {
    const errors = [{ id: '', message: 'boom', stack: '' }];
    const block = {
      container: '/tests/One.Tests.ps1',
      path: ['Block'],
      file: '/tests/One.Tests.ps1',
      line: 1,
      errors,
    };
    const container = { file: '/tests/One.Tests.ps1', result: 'Failed', durationMs: 1, errors };
    const byBlock = await run({
      actions: [resultMessage([testMessage('passes')], { failedBlocks: [block] })],
    });
    expect(byBlock).toMatchObject({ result: 'failed', counts: { failed: 0, failedBlocks: 1 } });
    const byFile = await run({ actions: [resultMessage([], { containers: [container] })] });
    expect(byFile).toMatchObject({ result: 'failed', counts: { total: 0, failedContainers: 1 } });
  });

  test('coverage below its target fails the run, and on its target does not', async () => {
    const coverage = { percent: 75, commandsAnalyzed: 4, commandsExecuted: 3, filesAnalyzed: 1 };
    const actions = [resultMessage([testMessage('passes')], { coverage })];
    const results = [75, 75.1, undefined].map((targetPercent) =>
      run({ actions }, { coverage: { paths: ['.'], targetPercent } }),
    );
    expect((await Promise.all(results)).map(({ result }) => result)).toEqual(['passed', 'failed', 'passed']);
  });

  test('any text at all arrives as it is: paths, tags and names are never part of a command', async () => {
    const hostile = [
      '\'"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e',
      '$(exit 9)',
      '`n$env:PATH',
      'a\nb\r\n',
      '\u2028\u0000\u001b[2J',
      '2020-01-01T00:00:00Z',
      '한국어 \u{1f600}',
      '',
    ];
    const names = fc.sample(fc.string({ unit: 'grapheme' }), { numRuns: 200, seed: 7 });
    const found = await run(
      { actions: [{ echo: true }] },
      { filter: { tags: hostile, excludeTags: ['x'], names } },
    );
    expect(found.tests.slice(1).map(({ path }) => path[0])).toEqual([...hostile, 'x', ...names]);
  });
});

describe('while it runs', () => {
  test('each test is told once, when it ends; the rest when all have ended', async () => {
    const told: string[] = [];
    const start = { type: 'testStart', path: ['Block', 'one'], file: 'f', line: 1 };
    const actions = [
      { send: start },
      { send: { type: 'testEnd', test: testMessage('one', { wasSent: false }) } },
      resultMessage([
        testMessage('one'),
        testMessage('never ran', { wasSent: false, result: 'Failed' }),
        testMessage('left out', { wasSent: false, result: 'NotRun' }),
      ]),
    ];
    await run({ actions }, { onTest: ({ path }) => told.push(path.join('.')) });
    expect(told).toEqual(['Block.one', 'Block.never ran']);
  });

  test('a test is told before the next has begun', async () => {
    const stop = new AbortController();
    const actions = [{ send: { type: 'testEnd', test: testMessage('one') } }, { hang: true as const }];
    const running = run({ actions }, { signal: stop.signal, onTest: () => stop.abort() });
    expect(await codeOf(running)).toBe('run.interrupted');
  });

  test('where Pester cannot tell when a test ends, all are told at the end', async () => {
    const told: string[] = [];
    const actions = [
      { send: { type: 'notStreaming', message: 'no such command' } },
      resultMessage([testMessage('one', { wasSent: false }), testMessage('two', { wasSent: false })]),
    ];
    await run({ actions }, { onTest: ({ path }) => told.push(path.join('.')) });
    expect(told).toEqual(['Block.one', 'Block.two']);
  });

  test('what the tests print goes to the caller, and is never taken for a result', async () => {
    const lie = `${JSON.stringify(resultMessage([testMessage('lie')]).send)}\n`;
    const printed = { stdout: '', stderr: '' };
    const actions = [
      { print: lie, times: 3, on: 'stdout' as const },
      { print: lie, times: 1, on: 'stderr' as const },
      resultMessage([testMessage('truth')]),
    ];
    const found = await run(
      { actions },
      {
        onOutput: (chunk, stream) => {
          printed[stream] += `${chunk}`;
        },
      },
    );
    expect(found.tests.map(({ path }) => path[1])).toEqual(['truth']);
    expect(printed).toEqual({ stdout: lie.repeat(3), stderr: lie });
  });

  test('64 MB of output pass through, and a result of ten thousand tests comes whole', async () => {
    let bytes = 0;
    const print = 'x'.repeat(1 << 16);
    const actions = [{ print, times: 1024, on: 'stdout' as const }];
    using folder = testFolder(ONE_FILE);
    const fake = fakeShell({ actions: [...actions, { echo: true }] });
    const names = Array.from({ length: 10_000 }, (_, index) => `test ${index} \u2028 é`);
    const found = await runPester({
      cwd: folder.path,
      ...fake,
      filter: { names },
      onOutput: (chunk) => {
        bytes += chunk.length;
      },
    });
    expect(bytes).toBe(64 << 20);
    expect(found.tests.slice(1).map(({ path }) => path[0])).toEqual(names);
  });

  test.each(['onTest', 'onOutput'] as const)('what %s throws ends the run and is thrown', async (name) => {
    const boom = new Error('boom');
    const actions = [
      { print: 'x', times: 1, on: 'stdout' as const },
      { send: { type: 'testEnd', test: testMessage('one') } },
      { hang: true as const },
    ];
    const throwing = () => {
      throw boom;
    };
    await expect(run({ actions }, { [name]: throwing })).rejects.toBe(boom);
  });
});
