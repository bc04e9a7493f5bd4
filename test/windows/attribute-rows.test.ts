import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { attributeRows, type TablesOfRows } from '../../toolkit/windows/attribute-rows.ts';
import { registeredPorts } from '../../toolkit/windows/http-service-state.ts';
import { rows } from '../diagnosis/snapshots.ts';
import { excludedRows } from './printed.ts';

const NONE: TablesOfRows = { tcp: [], udp: [] };
const tcp = (...texts: string[]): TablesOfRows => ({ tcp: rows(...texts), udp: [] });

describe('a row that winnat took with it', () => {
  it('is its own, whatever its size', () => {
    const found = attributeRows({
      before: tcp('8000-8099', '9000-9006'),
      during: NONE,
      persistent: NONE,
      urlPorts: [],
    });
    expect(found.map(({ holder, by }) => [holder, by])).toEqual([
      ['winnat', 'gone-with-winnat'],
      ['winnat', 'gone-with-winnat'],
    ]);
  });
});

describe('a row that stayed', () => {
  test.each([
    ['8000-8099', 'unknown', 'stayed'],
    ['9000-9006', 'unknown', 'stayed'],
    ['50000-50059*', 'hns', 'star'],
    ['9000-9010*', 'administered', 'star'],
    ['7000-7099', 'persistent-reservation', 'persistent-store'],
    ['8884', 'http.sys', 'registered-url'],
    ['5985', 'http.sys', 'size-or-place'],
    ['40000-40063', 'hns-load-balancer', 'size-or-place'],
  ])('of %s is held by %s, known by %s', (row, holder, by) => {
    const before = tcp(row);
    const persistent = tcp('7000-7099');
    const [found] = attributeRows({ before, during: before, persistent, urlPorts: [8884] });
    expect(found).toMatchObject({ holder, by });
  });

  it('of udp is not of http.sys for a URL of the same number', () => {
    const before = { tcp: [], udp: rows('8884') };
    const [found] = attributeRows({ before, during: before, persistent: NONE, urlPorts: [8884] });
    expect(found).toMatchObject({ protocol: 'udp', holder: 'unknown' });
  });
});

test('every row is attributed once, and only what went away to winnat', () => {
  fc.assert(
    fc.property(excludedRows, excludedRows, fc.array(fc.boolean()), (tcpRows, udpRows, stays) => {
      const before = { tcp: tcpRows, udp: udpRows };
      const during = { tcp: tcpRows.filter((_, index) => stays[index] === true), udp: [] };
      const found = attributeRows({ before, during, persistent: NONE, urlPorts: [] });
      expect(found).toHaveLength(tcpRows.length + udpRows.length);
      for (const { protocol, holder, startPort } of found) {
        const stayed = during[protocol].some((row) => row.startPort === startPort);
        expect(holder === 'winnat').toBe(!stayed);
      }
    }),
  );
});

test('the registered URLs of http.sys are read in any language, each port once', () => {
  const printed =
    'Momentaufnahme des HTTP-Dienststatus (Serversitzung):\r\n-----\r\n\r\n    Registrierte URLs:\r\n' +
    '            HTTP://+:5985/WSMAN/\r\n            HTTPS://127.0.0.1:8443:127.0.0.1/\r\n            HTTP://+:5985/\r\n' +
    'see http://localhost:80/ for more\r\n            HTTP://+:99999/\r\n';
  expect(registeredPorts(printed)).toEqual([5985, 8443]);
});
