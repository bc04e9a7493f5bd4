import { describe, expect, it } from 'vitest';
import type { Command } from '../../toolkit/host/command.ts';
import { shareReads } from '../../toolkit/scenario/share-reads.ts';
import { fakeHost } from '../support/fake-host.ts';

const show: Command = { file: 'sc.exe', args: ['query', 'winnat'], effect: 'read' };
const other: Command = { file: 'sc.exe', args: ['query', 'hns'], effect: 'read' };
const stop: Command = { file: 'net.exe', args: ['stop', 'winnat'], effect: 'write' };
const none = { sockets: [] };
const span = { protocol: 'tcp', startPort: 8065, numberOfPorts: 1 } as const;

describe('reads that are shared', () => {
  it('ask the machine each thing once, also while the first is under way', async () => {
    const inner = fakeHost({
      run: { 'sc query winnat': ['running'], 'sc query hns': ['other'] },
      ask: { listeners: [none] },
    });
    const host = shareReads(inner);
    const [first, second, third] = await Promise.all([host.run(show), host.run(show), host.run(other)]);
    expect(await host.run(show)).toBe(first);
    expect(second).toBe(first);
    expect(third.stdout).toBe('other');
    await Promise.all([host.ask('listeners', {}), host.ask('listeners', {})]);
    expect(inner.asked).toHaveLength(3);
  });

  it.each([
    ['a command that writes', (host: ReturnType<typeof fakeHost>) => host.run(stop)],
    [
      'one that fails',
      (host: ReturnType<typeof fakeHost>) => host.run({ ...stop, args: ['no'] }).catch(() => {}),
    ],
    ['a question that writes', (host: ReturnType<typeof fakeHost>) => host.ask('release-port', span)],
    ['time that passes', (host: ReturnType<typeof fakeHost>) => host.clock.wait(50)],
  ])('are asked again after %s', async (_what, happen) => {
    const inner = fakeHost({
      run: { 'sc query winnat': ['running', 'stopped'], 'net stop winnat': '' },
      ask: { 'release-port': { win32Error: 0 } },
    });
    const host = shareReads(inner);
    expect((await host.run(show)).stdout).toBe('running');
    await happen(host as ReturnType<typeof fakeHost>);
    expect((await host.run(show)).stdout).toBe('stopped');
  });

  it('that failed are tried again once time has passed', async () => {
    const host = shareReads(fakeHost({ run: { 'sc query winnat': [new Error('busy'), 'running'] } }));
    await expect(host.run(show)).rejects.toThrow('busy');
    await host.clock.wait(50);
    expect((await host.run(show)).stdout).toBe('running');
  });

  it('never keep a command that writes', async () => {
    const inner = fakeHost({ run: { 'net stop winnat': '' } });
    const host = shareReads(inner);
    await Promise.all([host.run(stop), host.run(stop)]);
    expect(inner.written).toHaveLength(2);
  });
});
