import { expect, test } from 'vitest';
import { createHost } from '../../toolkit/host/create-host.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { createReadOnlyHost } from '../../toolkit/host/read-only-host.ts';
import { codeOf } from './stand-in-folder.ts';

const SPAN = { protocol: 'tcp', startPort: 9999, numberOfPorts: 1 } as const;
const ADD = ['int', 'ipv4', 'add', 'excludedportrange', 'tcp', '9999', '1'];

const WRITES: [string, (host: Host) => Promise<unknown>][] = [
  ['a command that writes', (host) => host.run({ file: 'netsh.exe', args: ADD, effect: 'write' })],
  ['reserving a port', (host) => host.ask('reserve-port', SPAN)],
  ['releasing a port', (host) => host.ask('release-port', SPAN)],
  [
    'creating a folder',
    (host) => host.ask('create-protected-folder', { path: 'C:\\ProgramData\\Portwright' }),
  ],
  ['writing a file', (host) => host.writeText('C:\\file', 'text')],
];

test.each(WRITES)('%s is refused, and never reaches the machine', async (_, write) => {
  const host = await createHost({ host: 'simulated' });
  const show = () =>
    host.run({ file: 'netsh.exe', args: ['int', 'ipv4', 'show', 'ex', 'tcp'], effect: 'read' });
  const before = await show();
  expect(await codeOf(write(createReadOnlyHost(host)))).toBe('host.read-only');
  expect((await show()).stdout).toBe(before.stdout);
  expect(await host.readText('C:\\file')).toBeUndefined();
});

test('everything that only reads is answered', async () => {
  const host = await createHost({ host: 'simulated' });
  await host.writeText('C:\\file', 'text');
  const readOnly = createReadOnlyHost(host);
  expect(readOnly).toMatchObject({ kind: 'simulated', machine: host.machine });
  expect((await readOnly.ask('listeners', {})).sockets.length).toBeGreaterThan(0);
  expect((await readOnly.run({ file: 'netstat.exe', args: ['-ano'], effect: 'read' })).exitCode).toBe(0);
  expect(await readOnly.readText('C:\\file')).toBe('text');
  expect(await readOnly.isElevated()).toBe(true);
});
