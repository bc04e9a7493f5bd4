import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CreateHostOptions, createHost } from '../../toolkit/host/create-host.ts';
import { codeOf, temporaryFolder } from './stand-in-folder.ts';

test.each<[string, CreateHostOptions, string]>([
  ['auto on macOS', { platform: 'darwin' }, 'host.unsupported'],
  ['linux on Windows', { host: 'linux', platform: 'win32' }, 'host.unsupported'],
  ['windows off Windows without stand-ins', { host: 'windows', platform: 'linux' }, 'host.unsupported'],
  [
    'stand-ins on Windows',
    { host: 'windows', platform: 'win32', systemRoot: '/x' },
    'input.invalid-argument',
  ],
  ['stand-ins for the simulated host', { host: 'simulated', systemRoot: '/x' }, 'input.invalid-argument'],
  [
    'a state file for Windows',
    { host: 'windows', platform: 'win32', statePath: '/x' },
    'input.invalid-argument',
  ],
])('refuses %s', async (_, options, code) => {
  expect(await codeOf(createHost(options))).toBe(code);
});

test('auto on Linux is Linux itself, and inside WSL it says so', async () => {
  expect(await createHost({ platform: 'linux', environment: {} })).toMatchObject({ kind: 'linux' });
  const environment = { WSL_DISTRO_NAME: 'Ubuntu' };
  expect(await createHost({ platform: 'linux', environment })).toMatchObject({
    kind: 'linux',
    machine: 'wsl',
  });
});

test('auto on Windows is Windows itself', async () => {
  expect(await createHost({ platform: 'win32' })).toMatchObject({ kind: 'windows', machine: 'local' });
});

test('a state file keeps the simulated machine between hosts', async () => {
  const statePath = join(temporaryFolder(), 'machine.json');
  const first = await createHost({ host: 'simulated', statePath });
  await first.writeText('C:\\kept', 'yes');
  const second = await createHost({ host: 'simulated', statePath });
  expect(await second.readText('C:\\kept')).toBe('yes');
  expect(second).toMatchObject({ kind: 'simulated', machine: statePath });
});
