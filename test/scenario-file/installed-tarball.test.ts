import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installLinked, type LinkedPackage } from '../support/linked-package.ts';
import { distOf, loadOne } from './load-in-child.ts';
import { KEEP_PORTS, scenarioWith } from './scenario-texts.ts';

let folder: string;
let installed: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'portwright-tarball-')));
  ({ installed } = await installLinked(folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an installed toolkit loads a scenario file that lies elsewhere, with its own portwright and zod', async () => {
  const elsewhere = join(folder, '다른 곳');
  mkdirSync(elsewhere);
  writeFileSync(
    join(elsewhere, 'mine.ts'),
    `import { existsSync } from 'node:fs';\nvoid existsSync;\n${KEEP_PORTS}`,
  );
  writeFileSync(join(elsewhere, 'wrong.ts'), scenarioWith({ summary: '3' }));
  const toolkit = distOf(join(installed, 'dist'));
  const mine = await loadOne(toolkit, elsewhere, { load: 'mine.ts' });
  expect(mine).toMatchObject({ id: 'keep-ports', isOwnZod: true });
  const wrong = await loadOne(toolkit, elsewhere, { load: 'wrong.ts' });
  expect(wrong).toMatchObject({ code: 'scenario.type-error' });
});

test('an editor finds the types of the installed package', () => {
  const path = join(folder, 'mine.mts');
  writeFileSync(path, `${KEEP_PORTS}export const wrong: string = parsePortGroups([]);\n`);
  const program = ts.createProgram([path], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules', '@types')],
  });
  const found = ts.getPreEmitDiagnostics(program).map(({ code, file }) => [file?.fileName, code]);
  expect(found).toEqual([[path.replaceAll('\\', '/'), 2322]]);
});

test('the package asks for the compiler that scenario files are checked with: ts-node alone would get any', () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  ) as LinkedPackage['manifest'];
  expect(dependencies.typescript).toMatch(/^[\^~]?5\./);
});
