import { expect, test } from 'vitest';
import type { SocketInUse } from '../../toolkit/host/questions.ts';
import { describeClient } from '../../toolkit/linux/socket-holder.ts';

const client = {
  protocol: 'tcp',
  state: 'connected',
  localAddress: '::1',
  localPort: 48121,
  remoteAddress: '::1',
  remotePort: 6379,
} as const;

test.each<[string, Partial<SocketInUse>]>([
  [
    'an outgoing connection of redis (process 7) to [::1]:6379',
    { processId: 7, processName: 'redis', userId: 0 },
  ],
  [
    'an outgoing connection of a process of user 1000 that is not shown to you to [::1]:6379',
    { userId: 1000 },
  ],
  ['a closing connection to [::1]:6379', {}],
])('%s', (text, owner) => {
  expect(describeClient({ ...client, processId: 0, ...owner })).toBe(text);
});
