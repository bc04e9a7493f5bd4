import { expect, test } from 'vitest';
import { diffSnapshots } from '../../../toolkit/diagnosis/diff-snapshots.ts';
import { readWatched } from '../../../toolkit/diagnosis/read-watched.ts';
import { watchedPort } from '../../../toolkit/diagnosis/watched-state.ts';
import type { SocketInUse } from '../../../toolkit/host/questions.ts';
import { fakeLinux, RESERVED_PORTS_FILE } from '../../support/fake-linux-host.ts';

const PORT = { port: 48121, protocol: 'tcp' } as const;
const client: SocketInUse = {
  protocol: 'tcp',
  localAddress: '127.0.0.1',
  localPort: 48121,
  remoteAddress: '127.0.0.1',
  remotePort: 6379,
  state: 'connected',
  processId: 7,
  processName: 'redis-server',
  userId: 0,
};

const look = (
  sockets: readonly SocketInUse[],
  before?: Awaited<ReturnType<typeof readWatched>>,
  files = {},
) =>
  readWatched(fakeLinux({ sockets, files }).host, {
    protocols: ['tcp'],
    ports: [PORT],
    before,
    whole: false,
  });

test('a connection that is given the port is seen in the next round, though no table changed', async () => {
  const before = await look([]);
  const after = await look([client], before);
  expect(diffSnapshots(before, after, [PORT])).toEqual([
    expect.objectContaining({
      kind: 'port',
      from: expect.objectContaining({ state: 'free' }),
      to: expect.objectContaining({ state: 'held', holder: 'redis-server (process 7)' }),
    }),
  ]);
});

test('one that is closing holds nothing', async () => {
  const { userId: _, ...closing } = client;
  const state = await look([{ ...closing, processId: 0 }]);
  expect(watchedPort(state, PORT).state).toBe('free');
});

test('a reservation is an event, and winnat is not looked for', async () => {
  const before = await look([]);
  const after = await look([], before, { [RESERVED_PORTS_FILE]: '48121\n' });
  expect(diffSnapshots(before, after, [PORT]).map(({ kind }) => kind)).toEqual(['exclusions', 'port']);
  expect(diffSnapshots(undefined, after, [PORT]).map(({ kind }) => kind)).toEqual(['watching']);
});
