import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  junitXml,
  type PesterRun,
  PesterRunSchema,
  type RunPesterOptions,
  reasonsOf,
  runPester,
} from '../../toolkit/pester-runner/index.ts';
import { expectSleeper, SLEEPER, testFolder } from './fake-shell.ts';
import { findRealPester } from './find-real-pester.ts';

const real = findRealPester();
const missing = 'missing' in real ? real.missing : undefined;
const executable = 'executable' in real ? real.executable : undefined;
const TIMEOUT_MS = 110_000;

async function run(
  files: Readonly<Record<string, string>>,
  options: RunPesterOptions = {},
): Promise<{ run: PesterRun; lines: string[]; printed: string }> {
  using folder = testFolder(files);
  const lines: string[] = [];
  let printed = '';
  const found = await runPester({
    cwd: folder.path,
    executable,
    timeoutMs: TIMEOUT_MS,
    onTest: ({ result, path }) => lines.push(`${result} ${path.join('.')}`),
    onOutput: (chunk) => {
      printed += `${chunk}`;
    },
    ...options,
  });
  return { run: found, lines, printed };
}

/** PowerShell's own literal: only the apostrophes double, also those that are curved. */
function literal(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

describe.skipIf(missing !== undefined)(`a real Pester (${missing ?? 'found'})`, { timeout: 120_000 }, () => {
  test('every way a test ends, with its place, names, tags and reasons', async () => {
    const { run: found, lines } = await run({
      'All.Tests.ps1': `
Describe 'All' -Tag 'Unit' {
    It 'passes' { 1 | Should -Be 1 }
    It 'fails' -Tag 'Slow' { 1 | Should -Be 2 }
    It 'throws' { throw 'boom' }
    It 'is marked' -Skip { }
    It 'gives up' { Set-ItResult -Skipped -Because 'it rains' }
    It 'wonders' { Set-ItResult -Inconclusive -Because 'who knows' }
    It 'has <_> of <Name>' -ForEach @(@{ Name = 'x' }, @{ Name = 'y.z' }) { $Name | Should -Not -BeNullOrEmpty }
    Context 'in <_>' -ForEach 'a', 'b' { It 'is <_>' { } }
}
`,
    });
    expect(PesterRunSchema.parse(found)).toEqual(found);
    expect(lines).toEqual([
      'passed All.passes',
      'failed All.fails',
      'failed All.throws',
      'skipped All.is marked',
      'skipped All.gives up',
      'inconclusive All.wonders',
      'passed All.has System.Collections.Hashtable of x',
      'passed All.has System.Collections.Hashtable of y.z',
      'passed All.in a.is a',
      'passed All.in b.is b',
    ]);
    expect(found.tests.map(({ result, path }) => `${result} ${path.join('.')}`)).toEqual(lines);
    expect(found.counts).toMatchObject({ total: 10, passed: 5, failed: 2, skipped: 2, inconclusive: 1 });
    expect(found.tests[1]).toMatchObject({ line: 4, tags: ['Unit', 'Slow'], because: null });
    expect(found.tests[1]?.file).toMatch(/All\.Tests\.ps1$/);
    expect(found.tests[1]?.errors).toEqual([
      { message: 'Expected 2, but got 1.', stack: expect.stringMatching(/All\.Tests\.ps1: \D*4$/) },
    ]);
    expect(found.tests[2]?.errors[0]?.message).toBe('boom');
    expect(found.tests.slice(4, 6).map(({ because }) => because)).toEqual(['it rains', 'who knows']);
  });

  test('a BeforeAll that throws fails its tests and says why; an AfterAll fails a run of passing tests', async () => {
    const { run: found, lines } = await run({
      'Before.Tests.ps1': `Describe 'B' { BeforeAll { throw 'no ground' }; It 'never' { } }`,
      'sub/After.Tests.ps1': `Describe 'A' { It 'passes' { }; AfterAll { throw 'too late' } }`,
    });
    expect(lines.toSorted()).toEqual(['failed B.never', 'passed A.passes']);
    expect(found.counts).toMatchObject({ passed: 1, failed: 1, failedBlocks: 2 });
    const never = found.tests.find(({ result }) => result === 'failed');
    expect(never && reasonsOf(never, found).map(({ message }) => message)).toEqual(['no ground']);
    expect(
      found.failedBlocks.flatMap(({ errors }) => errors.map(({ message }) => message)).toSorted(),
    ).toEqual(['no ground', 'too late']);
  });

  test('a file that does not parse, or throws when tests are looked for, fails the run; the others still run', async () => {
    const { run: found } = await run({
      'Broken.Tests.ps1': `Describe 'x' {`,
      'Throws.Tests.ps1': `throw 'in discovery'`,
      'Fine.Tests.ps1': `Describe 'F' { It 'passes' { } }`,
    });
    expect(found).toMatchObject({ result: 'failed', counts: { passed: 1, failed: 0, failedContainers: 2 } });
    expect(found.containers.map(({ result }) => result)).toEqual(['failed', 'passed', 'failed']);
    expect(found.containers[2]?.errors[0]?.message).toBe('in discovery');
  });

  test('a test that another script defines belongs to the file that runs it, and is placed where it is written', async () => {
    const { run: found } = await run({
      'shared.ps1': `Describe 'S' { Context 'deep' { It 'fails' { 1 | Should -Be 2 } } }`,
      'D.Tests.ps1': `. "$PSScriptRoot/shared.ps1"`,
    });
    expect(found.tests[0]?.file).toMatch(/shared\.ps1$/);
    expect(found.tests[0]?.container).toBe(found.containers[0]?.file);
    expect(junitXml(found)).toContain('failures="1"');
  });

  test('filters by tag and by full name; what they leave out is told as not run', async () => {
    const files = {
      'F.Tests.ps1': `Describe 'F' { It 'a' -Tag 'One' { }; It 'b' -Tag 'Two' { }; It 'c [1]' -Tag 'Two' { } }`,
    };
    const two = await run(files, { filter: { tags: ['Two'] } });
    expect(two.lines).toEqual(['passed F.b', 'passed F.c [1]']);
    expect(two.run.counts).toMatchObject({ total: 3, notRun: 1 });
    const named = await run(files, { filter: { names: ['F.b', 'F.c*'], excludeTags: ['One'] } });
    expect(named.lines).toEqual(['passed F.b', 'passed F.c [1]']);
    await expect(run(files, { filter: { names: ["'; exit 9; '", '$(exit 9)'] } })).rejects.toMatchObject({
      code: 'run.no-tests',
    });
  });

  test('coverage: the percentage, the JaCoCo file, and a target that is missed', async () => {
    using folder = testFolder({
      "it's a source/Code.ps1": `function Get-Sign ($n) { if ($n -gt 0) { 'plus' } else { 'minus' } }`,
      'C.Tests.ps1': `BeforeAll { . "$PSScriptRoot/it's a source/Code.ps1" }
Describe 'C' { It 'is plus' { Get-Sign 1 | Should -Be 'plus' } }`,
    });
    const outputFile = join('out [1]', 'jacoco.xml');
    const found = await runPester({
      cwd: folder.path,
      executable,
      timeoutMs: TIMEOUT_MS,
      coverage: { paths: ["it's a source"], outputFile, targetPercent: 90 },
    });
    expect(found).toMatchObject({ result: 'failed', counts: { passed: 1, failed: 0 } });
    expect(found.coverage).toMatchObject({
      commandsAnalyzed: 3,
      commandsExecuted: 2,
      filesAnalyzed: 1,
      outputFile,
    });
    expect(found.coverage?.percent).toBeCloseTo(66.67, 1);
    expect(readFileSync(join(folder.path, outputFile), 'utf8')).toContain('<sourcefile name="');
    expect(existsSync(join(folder.path, 'coverage.xml'))).toBe(false);
  });

  test('paths with blanks, quotes, brackets and letters of other scripts, and names of any kind', async () => {
    const name = `q'"\`u \u2018\u2019 $(exit 9) $env:PATH 한글 \u{1f600} \t`;
    const folderName = process.platform === 'win32' ? `a b's [x] 한글 $(1)` : `a b's "[x]" 한글 $(1) \`u`;
    const { run: found, lines } = await run(
      { [`${folderName}/Ünit.Tests.ps1`]: `\ufeffDescribe ${literal(name)} { It 'passes' { } }` },
      { paths: [folderName] },
    );
    expect(lines).toEqual([`passed ${name}.passes`]);
    expect(found.containers[0]?.file).toContain(folderName);
  });

  test('what a test prints is never taken for a result, on any stream', async () => {
    const lie = JSON.stringify({
      type: 'result',
      durationMs: 0,
      containers: [],
      failedBlocks: [],
      tests: [],
      coverage: null,
    });
    const { lines, printed } = await run({
      'P.Tests.ps1': `Describe 'P' { It 'prints' {
    $lie = ${literal(lie)}
    Write-Host $lie; Write-Output $lie; [Console]::Out.WriteLine($lie); [Console]::Error.WriteLine($lie)
    Write-Warning $lie; [Console]::SetOut([System.IO.TextWriter]::Null)
} }`,
    });
    expect(lines).toEqual(['passed P.prints']);
    expect(printed.split(lie).length).toBeGreaterThanOrEqual(4);
  });

  test('a test that ends the process is a crash that names the test, not a pass', async () => {
    const file = {
      'E.Tests.ps1': `Describe 'E' { It 'passes' { }; It 'leaves' { [Environment]::Exit(0) } }`,
    };
    const told: string[] = [];
    const ended = run(file, { onTest: ({ path }) => told.push(path.join('.')) });
    await expect(ended).rejects.toMatchObject({
      code: 'powershell.ended-early',
      message: expect.stringContaining('E.leaves'),
    });
    expect(told).toEqual(['E.passes']);
  });

  test('a test that uses the exit statement fails, and so does what comes after it', async () => {
    const { lines } = await run({
      'E.Tests.ps1': `Describe 'E' { It 'passes' { }; It 'leaves' { exit 0 }; It 'comes after' { } }`,
    });
    expect(lines).toEqual(['passed E.passes', 'failed E.leaves', 'failed E.comes after']);
  });

  test('a test may run Pester itself, mock what the driver uses, and set any preference', async () => {
    const { lines, run: found } = await run({
      'N.Tests.ps1': `
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Describe 'N' {
    It 'runs Pester' {
        $inner = New-PesterContainer -ScriptBlock { Describe 'Inner' { It 'fails' { 1 | Should -Be 2 } } }
        $result = Invoke-Pester -Container $inner -PassThru -Output None
        $result.FailedCount | Should -Be 1
    }
    It 'mocks' {
        Mock ConvertTo-Json { throw 'mocked' }; Mock Get-Item { throw 'mocked' }
        { ConvertTo-Json 1 } | Should -Throw 'mocked'
    }
    It 'sees no strict mode or function of the driver' {
        Get-Command Send-Message -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-Variable pipe, toJson -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}`,
      'S.Tests.ps1': `Describe 'S' { It 'is not strict' { Set-StrictMode -Off; $nothing.Like.This | Should -BeNullOrEmpty }
    It 'has the usual preference' { $ErrorActionPreference | Should -Be 'Continue' } }`,
    });
    expect(found.tests.flatMap(({ errors }) => errors)).toEqual([]);
    expect(lines).toEqual([
      'passed N.runs Pester',
      'passed N.mocks',
      'passed N.sees no strict mode or function of the driver',
      'passed S.is not strict',
      'passed S.has the usual preference',
    ]);
  });

  test('a timeout ends what a test started, and names the test', async () => {
    await using sleeper = await expectSleeper();
    const program = `${literal(process.execPath)} ${literal(SLEEPER)} ${sleeper.port}`;
    const ended = run(
      { 'T.Tests.ps1': `Describe 'T' { It 'waits' { & ${program} } }` },
      { timeoutMs: 15_000 },
    );
    const rejected = expect(ended).rejects.toMatchObject({
      code: 'run.timed-out',
      message: expect.stringContaining('T.waits'),
    });
    await sleeper.came;
    await rejected;
    await sleeper.died;
  });

  test('a test that asks the person fails instead of waiting', async () => {
    const { lines } = await run({ 'R.Tests.ps1': `Describe 'R' { It 'asks' { Read-Host 'name' } }` });
    expect(lines).toEqual(['failed R.asks']);
  });
});
