import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { definePowerShell } from '../../../toolkit/cli/commands/powershell.ts';
import { runCli } from '../../../toolkit/cli/run-cli.ts';
import { filesBelow } from '../../../toolkit/powershell/module/module-sources.ts';
import {
  compareModule,
  updateModule,
  writePackage,
} from '../../../toolkit/powershell/module/write-module.ts';
import { temporaryFolder } from '../../host/stand-in-folder.ts';
import { fakeTerminal } from '../../support/fake-terminal.ts';
import { generate, places } from './module-input.ts';

const run = async (...words: string[]) => {
  const terminal = fakeTerminal();
  const exitCode = await runCli(['powershell', 'build', ...words], terminal, [definePowerShell]);
  return { exitCode, printed: terminal.printed.join('\n'), warned: terminal.warned.join('\n') };
};

test('--check finds nothing in the committed module', async () => {
  expect(await run('--check')).toMatchObject({ exitCode: 0 });
});

test('--out writes a complete module: hand-written and generated files, and no more', async () => {
  const out = temporaryFolder();
  expect(await run('--out', out)).toMatchObject({ exitCode: 0 });
  const folder = join(out, 'Portwright');
  expect(compareModule(folder, generate())).toEqual([]);
  expect(filesBelow(folder)).toEqual(filesBelow(places.module));
  expect(await run('--out', out)).toMatchObject({ exitCode: 2 });
});

test.each([
  ['--bundle without --out', ['--bundle']],
  ['--check with --out', ['--check', '--out', 'x']],
])('%s is bad input', async (_what, words) => {
  expect(await run(...words)).toMatchObject({ exitCode: 2 });
  expect(existsSync('x')).toBe(false);
});

test('each file that differs, is missing or is too much is named, and put right', () => {
  const folder = join(temporaryFolder(), 'Portwright');
  cpSync(places.module, folder, { recursive: true });
  writeFileSync(join(folder, 'Public', 'Repair-PwPort.ps1'), '# edited\n');
  writeFileSync(join(folder, 'Public', 'Old-PwThing.ps1'), '# left behind\n');
  writeFileSync(join(folder, 'Private', 'Output', 'mine.ps1'), '# hand-written\n');
  rmSync(join(folder, 'Portwright.psm1'));
  const differences = [
    { path: 'Portwright.psm1', kind: 'missing' },
    { path: 'Public/Old-PwThing.ps1', kind: 'surplus' },
    { path: 'Public/Repair-PwPort.ps1', kind: 'differs' },
  ];
  expect(compareModule(folder, generate())).toEqual(differences);
  expect(updateModule(folder, generate())).toEqual(differences);
  expect(compareModule(folder, generate())).toEqual([]);
  expect(existsSync(join(folder, 'Private', 'Output', 'mine.ps1'))).toBe(true);
});

test('with the command line in it, but without its types', () => {
  const dist = join(temporaryFolder(), 'dist');
  mkdirSync(join(dist, 'types', 'toolkit'), { recursive: true });
  writeFileSync(join(dist, 'portwright.cjs'), '');
  writeFileSync(join(dist, 'types', 'toolkit', 'index.d.ts'), '');
  const folder = writePackage(temporaryFolder(), {
    places: { ...places, dist },
    generated: generate(),
    bundle: true,
  });
  const own = filesBelow(join(folder, 'cli')).filter((path) => !path.startsWith('node_modules/'));
  expect(own).toEqual(['package.json', 'portwright.cjs']);
});

test('without a built command line there is nothing to put in', () => {
  const unbuilt = { ...places, dist: join(temporaryFolder(), 'dist') };
  const pack = () =>
    writePackage(temporaryFolder(), { places: unbuilt, generated: generate(), bundle: true });
  expect(pack).toThrow(expect.objectContaining({ code: 'input.unreadable-file' }));
});
