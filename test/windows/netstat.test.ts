import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import { isListWhole, parseSockets, readSocketRow, showSockets } from '../../toolkit/windows/netstat.ts';

const HEADINGS = ['', 'Aktive Verbindungen', '', '  Proto  Lokale Adresse  Remoteadresse  Status  PID'];
const table = (...rows: string[]) => [...HEADINGS, ...rows, ''].join('\r\n');

describe('what netstat prints', () => {
  test.each([
    [
      '  TCP    0.0.0.0:135            0.0.0.0:0              ABH\u00d6REN         1234',
      'tcp 0.0.0.0 135 listening 1234',
    ],
    ['  TCP    [::]:445               [::]:0                 LISTENING       4', 'tcp :: 445 listening 4'],
    [
      '  TCP    127.0.0.1:5354         127.0.0.1:49673        WORT WORT       900',
      'tcp 127.0.0.1 5354 connected 900',
    ],
    [
      '  TCP    [fe80::1%5]:8065       [fe80::2%5]:50000      x               7',
      'tcp fe80::1%5 8065 connected 7',
    ],
    [
      '  TCP    0.0.0.0:80             0.0.0.0:0                              4',
      'tcp 0.0.0.0 80 listening 4',
    ],
    [
      '  UDP    0.0.0.0:5353           *:*                                    2200',
      'udp 0.0.0.0 5353 bound 2200',
    ],
    [
      '  UDP    [fe80::1%12]:1900      *:*                                    31',
      'udp fe80::1%12 1900 bound 31',
    ],
  ])('%s is a socket', (row, expected) => {
    const [socket] = parseSockets(table(row));
    const { protocol, localAddress, localPort, state, processId } = socket ?? {};
    expect(`${protocol} ${localAddress} ${localPort} ${state} ${processId}`).toBe(expected);
  });

  it('may be a table without rows, but never text without column headings', () => {
    expect(parseSockets(table())).toEqual([]);
    for (const text of ['', 'Zugriff verweigert', 'The requested operation requires elevation.'])
      expect(() => parseSockets(text)).toThrow(ToolkitError);
  });

  test.each([
    ['a port above 65535', '  TCP    0.0.0.0:70000   0.0.0.0:0   X   4'],
    ['no process', '  TCP    0.0.0.0:80   0.0.0.0:0   X'],
    ['another protocol', '  SCTP   0.0.0.0:80   0.0.0.0:0   X   4'],
  ])('with %s in a row is refused with its line', (_, row) => {
    const good = '  UDP    0.0.0.0:5353           *:*                                    2200';
    expect(() => parseSockets(table(good, row))).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber: 6 }),
    );
  });

  it('reads back to the sockets printed', () => {
    const row = fc.record({
      ip: fc.oneof(
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      localPort: fc.integer({ min: 1, max: 65535 }),
      processId: fc.nat(99999),
      state: fc.stringMatching(/^[A-Za-z_]{0,12}$/),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const printed = rows.map(
          (one) => `  TCP    ${one.ip}:${one.localPort}   ${one.ip}:0   ${one.state}   ${one.processId}`,
        );
        const read = parseSockets(table(...printed)).map((one) => [one.localPort, one.processId, one.state]);
        expect(read).toEqual(rows.map((one) => [one.localPort, one.processId, 'listening']));
      }),
    );
  });

  it('is asked for numbers and processes', () => {
    expect(displayCommand(showSockets())).toBe('netstat -ano');
  });
});

describe('a pasted list of sockets', () => {
  const FULL = [
    '  TCP    0.0.0.0:135    0.0.0.0:0    LISTENING    1040',
    '  TCP    0.0.0.0:445    0.0.0.0:0    LISTENING    4',
    '  UDP    0.0.0.0:5353   *:*                       1180',
    '  UDP    [::]:5353      *:*                       1180',
  ];
  const isWhole = (lines: readonly string[], protocol: 'tcp' | 'udp') =>
    isListWhole(
      lines.flatMap((line) => readSocketRow(line) ?? []),
      protocol,
    );

  test('is whole for a protocol when what netstat prints after it is there', () => {
    expect([isWhole(FULL, 'tcp'), isWhole(FULL, 'udp')]).toEqual([true, true]);
    expect([isWhole(FULL.slice(0, 3), 'tcp'), isWhole(FULL.slice(0, 3), 'udp')]).toEqual([true, false]);
    expect([isWhole(FULL.slice(0, 2), 'tcp'), isWhole([], 'tcp')]).toEqual([false, false]);
  });

  test('without a service that every Windows has went through a filter', () => {
    expect(isWhole(FULL.slice(1), 'tcp')).toBe(false);
  });
});
