import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtToolkit, loadInChild, loadOne, SOURCE_TOOLKIT } from './load-in-child.ts';
import { KEEP_PORTS, scenarioWith } from './scenario-texts.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'portwright-file-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a scenario file in a folder without node_modules', () => {
  test('gets the portwright and the zod of the toolkit that runs', async () => {
    write({ '내 시나리오 #1/keep ports.ts': KEEP_PORTS });
    const path = join(folder, '내 시나리오 #1', 'keep ports.ts');
    const outcome = await loadOne(await builtToolkit(), folder, { load: path });
    expect(outcome).toMatchObject({ id: 'keep-ports', isOwnZod: true });
    expect(outcome.source).toEqual({ kind: 'file', path, sha256: sha256(KEEP_PORTS) });
    expect(outcome.stepIds).toHaveLength(1);
  });

  test('gets them from the sources too', async () => {
    write({ 'mine.ts': KEEP_PORTS });
    const outcome = await loadOne(SOURCE_TOOLKIT, folder, { load: 'mine.ts' });
    expect(outcome).toMatchObject({ id: 'keep-ports', isOwnZod: true });
  });

  test('may be JavaScript, as an ES module or as CommonJS', async () => {
    const untyped = KEEP_PORTS.replace("'windows'", "/** @type {never} */ ('windows')");
    const common = `const { defineScenario } = require('portwright');
const { z } = require('zod');
module.exports = ${scenarioWith().split('export default ')[1]}`;
    write({ 'mine.js': untyped, 'mine.mjs': untyped, 'old/mine.js': common });
    const requests = ['mine.js', 'mine.mjs', 'old/mine.js'].map((load) => ({ load }));
    const outcomes = await loadInChild(await builtToolkit(), folder, requests);
    expect(outcomes.map(({ id, isOwnZod }) => [id, isOwnZod])).toEqual([
      ['keep-ports', true],
      ['keep-ports', true],
      ['mine', true],
    ]);
  });
});

test('helpers beside the file are found however they are named, and Node and packages as ever', async () => {
  write({
    'mine.ts': `import { readFileSync } from 'node:fs';
import { A } from './a.ts';
import { B } from './b.js';
import { C } from './deep/c';
import { D } from './plain.js';
import { E } from 'untyped-package';
${scenarioWith({ id: "['n', A, B, C, D, E, typeof readFileSync].join('')" })}`,
    'a.ts': 'enum Number { Two = 2 }\nexport const A: number = Number.Two;\n',
    'b.ts': "export { B } from './deep/c';\n",
    'deep/c.ts': 'export const B = 3;\nexport const C = 4;\n',
    'plain.js': 'export const D = 5;\n',
    'package.json': '{ "type": "module" }',
    'node_modules/untyped-package/package.json': '{ "name": "untyped-package", "main": "main.js" }',
    'node_modules/untyped-package/main.js': 'exports.E = 6;\n',
  });
  const outcome = await loadOne(await builtToolkit(), folder, { load: 'mine.ts' });
  expect(outcome).toMatchObject({ id: 'n23456function' });
});

test("the user's tsconfig, compiler and ts-node settings have no say", async () => {
  write({
    'mine.ts': scenarioWith({ summary: '3' }),
    'tsconfig.json': '{ "compilerOptions": { "strict": fal',
    'node_modules/typescript/package.json': '{ "name": "typescript", "version": "7.0.2", "main": "main.js" }',
    'node_modules/typescript/main.js': "throw new Error('not this compiler');\n",
    'node_modules/zod/package.json': '{ "name": "zod", "version": "3.0.0", "main": "main.js" }',
    'node_modules/zod/main.js': "throw new Error('not this zod');\n",
  });
  const settings = { TS_NODE_TRANSPILE_ONLY: 'true', TS_NODE_LOG_ERROR: 'true', TS_NODE_PROJECT: 'nowhere' };
  const outcome = await loadOne(await builtToolkit(), folder, { load: 'mine.ts' }, settings);
  expect(outcome).toMatchObject({ code: 'scenario.type-error' });
});

test('type errors come with file, line, column and the line of code, before anything is run', async () => {
  write({
    'mine.ts': scenarioWith({ title: '3', platform: "'한글'" }),
    'uses-helper.ts': `import { A } from './helper.ts';\nimport './alarm.ts';\n${scenarioWith({ title: 'A' })}`,
    'alarm.ts': "throw new Error('was run');\n",
    'helper.ts': "\nexport const A: string = 'a'.size;\n",
    'syntax.ts': 'export default {{\n',
  });
  const requests = ['mine.ts', 'uses-helper.ts', 'syntax.ts'].map((load) => ({ load }));
  const [mine, helper, syntax] = await loadInChild(await builtToolkit(), folder, requests);
  expect(mine).toMatchObject({ code: 'scenario.type-error', isToolkitError: true });
  expect(mine?.message).toMatch(
    /^mine\.ts:5:3: .*'number'.* \(TS2322\)\n {2}5 \| {3}title: 3,\n {4}\| {3}~{5}\n/,
  );
  expect(mine?.message).toMatch(/\nmine\.ts:7:3: .*"한글".* \(TS2322\)\n/);
  expect(helper).toMatchObject({ code: 'scenario.type-error' });
  expect(helper?.message).toMatch(/^helper\.ts:2:\d+: /);
  expect(syntax).toMatchObject({ code: 'scenario.type-error' });
  expect(syntax?.message).toMatch(/^syntax\.ts:1:17: /);
});

test('a file that cannot be loaded says where and why', async () => {
  write({
    'throws.ts':
      "interface Gone {\n  a: string;\n}\nexport default (() => {\n  throw new RangeError('boom' as Gone['a']);\n})();\n",
    'helper-throws.ts': "import './throwing.ts';\nexport default 1;\n",
    'throwing.ts':
      "type Gone = 1;\nnull as unknown as Gone satisfies 1;\nthrow new TypeError('from the helper');\n",
    'bad-id.ts': scenarioWith({ id: "'Not Kebab'" }),
    'throws-text.mjs': "throw 'words';\n",
    'syntax.mjs': '\nexport default {{\n',
    'no-package.mjs': "import 'no-such-package';\n",
    'scenario.yaml': 'id: mine\n',
  });
  const cases: readonly (readonly [file: string, code: string, message: RegExp])[] = [
    ['throws.ts', 'scenario.load-failed', /^throws\.ts:5:9: RangeError: boom$/],
    ['helper-throws.ts', 'scenario.load-failed', /^throwing\.ts:3:7: TypeError: from the helper$/],
    ['bad-id.ts', 'scenario.invalid', /^bad-id\.ts:3:16: .*Not Kebab/],
    ['throws-text.mjs', 'scenario.load-failed', /^throws-text\.mjs: .*"words"$/],
    ['syntax.mjs', 'scenario.load-failed', /^syntax\.mjs:2:17: /],
    ['no-package.mjs', 'scenario.load-failed', /^no-package\.mjs: .*'no-such-package'/],
    ['scenario.yaml', 'scenario.load-failed', /^scenario\.yaml /],
    ['none.ts', 'input.unreadable-file', /none\.ts/],
    ['.', 'input.unreadable-file', /folder/],
  ];
  const requests = cases.map(([load]) => ({ load }));
  const outcomes = await loadInChild(await builtToolkit(), folder, requests);
  for (const [index, [file, code, message]] of cases.entries()) {
    expect(outcomes[index], file).toMatchObject({ code, isToolkitError: true });
    expect(outcomes[index]?.message, file).toMatch(message);
  }
});

test('a default export that is missing or no scenario is named as what it is', async () => {
  write({
    'named-only.ts': 'export const scenario = 1;\n',
    'function.mjs': 'export default () => [];\n',
    'no-title.mjs': scenarioWith({ title: 'undefined' }),
    'plain-object.mjs': scenarioWith({ id: "'Not Kebab'" }).replace('defineScenario({', '({'),
    'other-platform.mjs': scenarioWith({ platform: "'macos'" }),
  });
  const cases: readonly (readonly [file: string, message: RegExp])[] = [
    ['named-only.ts', /no default export/],
    ['function.mjs', /a function/],
    ['no-title.mjs', /`title`/],
    ['other-platform.mjs', /`platform`/],
    ['plain-object.mjs', /^plain-object\.mjs: .*Not Kebab/],
  ];
  const outcomes = await loadInChild(
    await builtToolkit(),
    folder,
    cases.map(([load]) => ({ load })),
  );
  for (const [index, [file, message]] of cases.entries()) {
    expect(outcomes[index], file).toMatchObject({ code: 'scenario.invalid' });
    expect(outcomes[index]?.message, file).toMatch(message);
  }
});

describe('the file of an earlier run', () => {
  test('is loaded again while its text is the same', async () => {
    write({ 'real/mine.mjs': KEEP_PORTS });
    symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
    const path = join(folder, 'real', 'mine.mjs');
    const source = { kind: 'file', path, sha256: sha256(KEEP_PORTS) } as const;
    const requests = [{ load: 'link/mine.mjs' }, { reload: source }];
    const [first, again] = await loadInChild(await builtToolkit(), folder, requests);
    expect(first?.source).toEqual(source);
    expect(again).toMatchObject({ id: 'keep-ports' });
  });

  test('is refused, and not run, once its text is another or it is gone', async () => {
    write({ 'mine.mjs': "throw new Error('was run');\n" });
    const changed = { kind: 'file', path: join(folder, 'mine.mjs'), sha256: sha256(KEEP_PORTS) } as const;
    const gone = { ...changed, path: join(folder, 'gone.mjs') };
    const outcomes = await loadInChild(await builtToolkit(), folder, [{ reload: changed }, { reload: gone }]);
    expect(outcomes.map(({ code }) => code)).toEqual(['scenario.changed', 'input.unreadable-file']);
    expect(outcomes[0]?.message).toContain(changed.path);
    expect(outcomes[0]?.remedy).toContain(changed.sha256);
  });
});
