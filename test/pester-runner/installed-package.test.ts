import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../support/built-cli.ts';
import { installLinked, type LinkedPackage } from '../support/linked-package.ts';
import { fakeShell, resultMessage, testMessage } from './fake-shell.ts';

let folder: string;
let installed: string;
let manifest: LinkedPackage['manifest'];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pester-runner-tarball-')));
  ({ installed, manifest } = await installLinked(folder, 'toolkit/pester-runner'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the installed command runs tests', () => {
  const cli = join(installed, manifest.bin['pester-runner'] ?? '');
  writeFileSync(join(folder, 'One.Tests.ps1'), '');
  const { executable = '', executableArguments = [] } = fakeShell({
    actions: [resultMessage([testMessage('passes')])],
  });
  const shell = [
    '--executable',
    executable,
    ...executableArguments.map((word) => `--executable-argument=${word}`),
  ];
  const ended = spawnSync(process.execPath, [cli, ...shell, 'One.Tests.ps1'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining('1 passed, 0 failed') });
  const version = spawnSync(process.execPath, [cli, '--version'], { encoding: 'utf8' });
  expect(version.stdout.trim()).toBe(manifest.version);
});

test('the installed library is imported by its name', () => {
  const script = `import { INSTALL_COMMAND, runPester } from 'pester-runner';
process.stdout.write(typeof runPester + INSTALL_COMMAND.length);`;
  writeFileSync(join(folder, 'use.mjs'), script);
  const { stdout } = spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toMatch(/^function\d+$/);
});

test('an editor finds the types of the installed package', () => {
  const path = join(folder, 'use.mts');
  const text = `import { type PesterRun, runPester } from 'pester-runner';
export const run: Promise<PesterRun> = runPester({ paths: ['tests'], onTest: (test) => test.path.at(0)?.length });
export const wrong: string = (await run).tests[0]?.durationMs ?? 0;
`;
  writeFileSync(path, text);
  const program = ts.createProgram([path], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(PROJECT, 'node_modules', '@types')],
  });
  const found = ts.getPreEmitDiagnostics(program).map(({ code, file }) => [file?.fileName, code]);
  expect(found).toEqual([[path.replaceAll('\\', '/'), 2322]]);
});

test('the package holds what runs and what explains it, and nothing else', () => {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
    cwd: join(PROJECT, 'toolkit', 'pester-runner'),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files = [] } = {}] = JSON.parse(listed) as { files?: { path: string }[] }[];
  const names = files.map(({ path }) => path);
  expect(names).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'package.json',
      'dist/driver.ps1',
      'dist/driver-messages.ps1',
      'bin/pester-runner.js',
      'dist/cli.js',
      'dist/index.d.ts',
    ]),
  );
  expect(
    names.filter(
      (name) =>
        !/^(LICENSE|README\.md|package\.json|bin\/pester-runner\.js|dist\/[\w-]+\.(js|d\.ts|ps1))$/.test(
          name,
        ),
    ),
  ).toEqual([]);
});
