import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteOrder, parseSocketTable } from '../../toolkit/linux/socket-table.ts';

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
// Printed by Linux 6.18 on x86-64: a listener, a connection to it, and one that is closing.
const TCP = `${HEADING}
   0: 0100007F:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 20011 1 0000000000000000 100 0 0 10 0
   1: 0401A8C0:BBF9 0401A8C0:18EB 01 00000000:00000000 02:000AFFFF 00000000     0        0 20012 2 0000000000000000 20 4 30 10 -1
   2: 0100007F:1F81 0100007F:18EB 06 00000000:00000000 03:00000F2B 00000000     0        0 0 3 0000000000000000
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:1F81 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 31 1 0000000000000000 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:1F81 0000000000000000FFFF00000100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 32 1 0000000000000000 100 0 0 10 0
   2: B80D01200000000067452301EFCDAB89:0035 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000   101        0 33 2 0000000000000000 0
`;

test('a server, a connection that was given port 48121, and one that is closing', () => {
  expect(parseSocketTable(TCP, 'LE')).toEqual([
    {
      localAddress: '127.0.0.1',
      localPort: 6379,
      remoteAddress: '0.0.0.0',
      remotePort: 0,
      state: 10,
      userId: 1000,
      inode: 20011,
    },
    {
      localAddress: '192.168.1.4',
      localPort: 48121,
      remoteAddress: '192.168.1.4',
      remotePort: 6379,
      state: 1,
      userId: 0,
      inode: 20012,
    },
    expect.objectContaining({ localPort: 8065, state: 6, inode: 0 }),
  ]);
});

test('addresses of IPv6 are groups of 32 bits in the order of the machine', () => {
  const addresses = parseSocketTable(TCP6, 'LE').map(({ localAddress }) => localAddress);
  expect(addresses).toEqual(['::1', '::ffff:127.0.0.1', '2001:db8::123:4567:89ab:cdef']);
});

test('a table with a heading alone has no sockets', () => {
  expect(parseSocketTable(`${HEADING}\n`, 'LE')).toEqual([]);
});

test.each([
  ['nothing at all', ''],
  ['no heading', TCP.slice(HEADING.length + 1)],
  ['the text of ss', 'Netid State Recv-Q\ntcp LISTEN 0'],
  ['a row that is cut off', `${HEADING}\n   0: 0100007F:18EB 0000`],
  ['a state that there is not', TCP.replace(' 0A ', ' FF ')],
  ['ends of two families', TCP.replace('0401A8C0:18EB', '00000000000000000000000001000000:18EB')],
])('refuses %s', (_, text) => {
  expect(() => parseSocketTable(text, 'LE')).toThrow(
    expect.objectContaining({ code: 'host.unrecognised-output' }),
  );
});

describe('whatever the kernel prints is read back', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const port = fc.integer({ min: 1, max: 65535 });
  const order = fc.constantFrom<ByteOrder>('LE', 'BE');
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
  const word = (bytes: readonly number[], by: ByteOrder) =>
    (by === 'LE' ? [...bytes].reverse() : bytes).map((each) => hex(each, 2)).join('');

  test('IPv4, on machines of both byte orders', () => {
    const address = fc.array(byte, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(address, address, port, port, order, (local, remote, localPort, remotePort, by) => {
        const row = `   0: ${word(local, by)}:${hex(localPort, 4)} ${word(remote, by)}:${hex(remotePort, 4)} 01 00000000:00000000 00:00000000 00000000  1000 0 7 1`;
        expect(parseSocketTable(`${HEADING}\n${row}\n`, by)).toEqual([
          {
            localAddress: local.join('.'),
            localPort,
            remoteAddress: remote.join('.'),
            remotePort,
            state: 1,
            userId: 1000,
            inode: 7,
          },
        ]);
      }),
    );
  });
});
