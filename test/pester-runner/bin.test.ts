import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/fake-terminal.ts';

const PACKAGE = fileURLToPath(new URL('../../toolkit/pester-runner/', import.meta.url));

/** The package as npm links it, with a `dist/` that says that it was loaded, or with none. */
function linkedPackage({ isBuilt }: { isBuilt: boolean }): string {
  const folder = tempFolder();
  for (const name of ['bin', 'package.json'])
    cpSync(join(PACKAGE, name), join(folder, name), { recursive: true });
  if (isBuilt) {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'cli.js'), "process.stdout.write('loaded');");
  }
  return folder;
}

function call(folder: string, nodeVersion = process.versions.node) {
  const preload = join(folder, 'version.cjs');
  const versions = `{ ...process.versions, node: '${nodeVersion}' }`;
  writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  const bin = join(folder, 'bin', 'pester-runner.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, bin], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the linked command loads what was built', () => {
  const ended = call(linkedPackage({ isBuilt: true }));
  expect(ended).toEqual({ status: 0, stdout: 'loaded', stderr: '' });
});

test('before it is built the command says what to run', () => {
  const { status, stderr } = call(linkedPackage({ isBuilt: false }));
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: expect.stringContaining('error package.not-built'),
  });
  expect(stderr).toContain('npm run build');
});

test.each(['20.20.2', '22.17.1'])('under Node %s the command says which one it needs', (version) => {
  const { status, stdout, stderr } = call(linkedPackage({ isBuilt: true }), version);
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toMatch(/^error node\.too-old: .*22\.18/);
});

test.each(['22.18.0', '24.0.0', '100.1.0'])('Node %s will do', (version) => {
  expect(call(linkedPackage({ isBuilt: true }), version)).toMatchObject({ status: 0, stdout: 'loaded' });
});
