import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import { endPort, formatPortRange, portRange } from '../../toolkit/ports/port-range.ts';
import {
  addExcludedPortRange,
  deleteExcludedPortRange,
  type ExcludedPortRange,
  parseExcludedPortRanges,
  showExcludedPortRange,
} from '../../toolkit/windows/excluded-port-range.ts';
import { excludedRows, printExcluded } from './printed.ts';
import { HAS_RECORDED, recordedOutput } from './recorded.ts';

const tcp = { family: 'ipv4', protocol: 'tcp' } as const;
const written = (rows: readonly ExcludedPortRange[]) =>
  rows.map((row) => `${formatPortRange(row)}${row.administered ? '*' : ''}`).join(' ');

describe('commands on excluded port ranges', () => {
  const range = portRange(8065, 8066);
  test.each([
    [showExcludedPortRange(tcp), 'netsh interface ipv4 show excludedportrange protocol=tcp', 'read'],
    [
      showExcludedPortRange({ family: 'ipv6', protocol: 'udp', store: 'persistent' }),
      'netsh interface ipv6 show excludedportrange protocol=udp store=persistent',
      'read',
    ],
    [
      addExcludedPortRange({ ...tcp, range, store: 'persistent' }),
      'netsh interface ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=2 store=persistent',
      'write',
    ],
    [
      deleteExcludedPortRange({ ...tcp, range, store: 'active' }),
      'netsh interface ipv4 delete excludedportrange protocol=tcp startport=8065 numberofports=2 store=active',
      'write',
    ],
  ])('are whole words and tags: %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });
});

describe.skipIf(!HAS_RECORDED)('a recorded table (skipped without ../shared/recorded)', () => {
  test.each([
    ['de-01', '28380 28385 49711-49810 49811-49910 49911-50010 50111-50210 50211-50310 51099-51198'],
    ['de-02', '28380 28385'],
    [
      'de-04',
      '5357 5985 47001 49152 49153 49154 49851-49950 50000-50059* 50060-50159 50705-50804 50805-50904 50905-51004 51005-51104 60706-60805 60806-60905',
    ],
    ['de-05', '5357 5985 47001 49152 49153 49154 50000-50059*'],
    ['en-02', '2869 10004-10103 11105-11204 50000-50059*'],
    [
      'en-04',
      '1078-1177 1378-1477 4482-4581 7952-8051 11959-12058 13613-13712 35966-36065 50000-50059* 50131',
    ],
    ['en-05', ''],
    ['en-06', '50000-50059* 54047-54146 54147-54246 54247-54346 54347-54446 54447-54546 54547-54646'],
    ['en-08', '80 1433* 5357 9001'],
    ['es-01', '1898-1997 1998-2097 2180-2279 50000-50059*'],
    [
      'es-02',
      '20-22* 80* 443* 1898-1997 1998-2097 2180-2279 2764-2863 2864-2963 2964-3063 3306* 5432* 8000* 8080* 8888* 40000-40010* 50000-50059*',
    ],
    ['fr-03', '80 1487 5673 5674 13128-13130* 22000 50000-50059*'],
    ['ja-01', '5357 50000-50059* 55676-55775'],
    [
      'ko-01',
      '7654-7753 7754-7853 7939-8038 8039-8138 10226-10325 10326-10425 10426-10525 10526-10625 50000-50059*',
    ],
    ['ko-03', '1461-1560 1661-1760 1861-1960 4513-4612 4717-4816 4838-4937 27339 50000-50059*'],
    [
      'ko-04',
      '20238-20337 20338-20437 25239-25338 25339-25438 39091 39721 47166-47265 47678-47777 50000-50059* 50195-50294',
    ],
    ['pt-BR-03', '50000-50059* 52754-52853'],
    ['ru-02', '1234-1333 50000-50059*'],
    [
      'zh-CN-01',
      '1203-1302 1433* 1434-1533 1534-1633 1789-1888 1889-1988 5357 5426 5796-5895 6260-6359 10362-10363* 50000-50059* 54235 54236',
    ],
    ['zh-CN-03', '1145-1244 3777-3876 5433-5532 8251-8350 28385 50000-50059*'],
  ])('%s reads to exactly its rows', (name, rows) => {
    expect(written(parseExcludedPortRanges(recordedOutput(`excludedportrange-tcp4-${name}.txt`)))).toBe(rows);
  });

  test.each([
    ['tcp6-ko-01', '5357 5537-5636 7468-7567 7768-7867 7868-7967 7975-8074 8552-8651 50000-50059*'],
    ['udp4-en-01', '50000-50059* 57566-57665 57666-57765 59236-59335 59336-59435'],
  ])('%s reads to exactly its rows', (name, rows) => {
    expect(written(parseExcludedPortRanges(recordedOutput(`excludedportrange-${name}.txt`)))).toBe(rows);
  });

  test.each([
    ['en-01', 126, '1061-1160', '50000-50059*', 1, 123],
    ['fr-01', 67, '80', '50000-50059*', 1, 60],
  ])(
    '%s reads to its %i rows, ascending and apart',
    (name, count, first, last, administered, blocksOf100) => {
      const rows = parseExcludedPortRanges(recordedOutput(`excludedportrange-tcp4-${name}.txt`));
      expect(rows).toHaveLength(count);
      expect([written(rows.slice(0, 1)), written(rows.slice(-1))]).toEqual([first, last]);
      expect(rows.filter((row) => row.administered)).toHaveLength(administered);
      expect(rows.filter((row) => row.numberOfPorts === 100)).toHaveLength(blocksOf100);
      expect(rows.every((row, at) => at === 0 || row.startPort > endPort(rows[at - 1] ?? row))).toBe(true);
    },
  );

  test.each([
    ['format-unrecognised-body-01.txt', 5, 'unavailable'],
    ['excludedportrange-add-usage-es-01.txt', 2, 'Uso: add excludedportrange [protocol=]tcp|udp'],
    ['dynamicport-tcp4-en-01.txt', 2, 'Protocol tcp Dynamic Port Range'],
    ['excludedportrange-tcp4-pt-BR-02.txt', 1, 'Porta Inicial    Porta Final'],
  ])('%s is no such table: line %i is named', (file, lineNumber, line) => {
    expect(() => parseExcludedPortRanges(recordedOutput(file))).toThrow(
      expect.objectContaining({ lineNumber, line }),
    );
  });
});

describe('what netsh prints of excluded port ranges', () => {
  it('reads back to the rows printed, in any language and with any line ends', () => {
    fc.assert(
      fc.property(excludedRows, fc.constantFrom('\r\n', '\n'), (rows, eol) => {
        expect(parseExcludedPortRanges(printExcluded(rows, 'udp', eol))).toEqual(rows);
      }),
    );
  });

  it('is empty only below a ruler; the footnote alone says nothing', () => {
    expect(parseExcludedPortRanges(printExcluded([]))).toEqual([]);
    expect(() => parseExcludedPortRanges('\r\n* - Administered port exclusions.\r\n')).toThrow(ToolkitError);
    expect(() => parseExcludedPortRanges('')).toThrow(ToolkitError);
  });

  const table = printExcluded([{ ...portRange(5357), administered: false }], 'tcp', '\n');
  test.each([
    ['a port above 65535', table.replace('5357  ', '75357 '), 6],
    ['port 0', table.replaceAll('5357', '   0'), 6],
    ['an end below its start', table.replace(/5357( +)5357/, '5357$15356'), 6],
    ['a third number', table.replace(/(5357 {5}) \n/, '$1 7\n'), 6],
    ['a word in a row', table.replace(/5357( +)5357/, '5357$153x7'), 6],
    ['text after the footnote', `${table}\nmore`, 11],
    ['a row above the ruler', table.replace('-----', '1 2\n-----'), 5],
    ['no headings', table.split('\n').slice(4).join('\n'), 1],
    ['a second table', table + table, 11],
  ])('with %s is refused with its line', (_, text, lineNumber) => {
    expect(() => parseExcludedPortRanges(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber }),
    );
  });

  it('never reads text without a ruler as a table, and throws nothing but its own error', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '5357 5357', '* - x', '----------', '\r'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        fc.pre(!/-{4,}\s+-{4,}/.test(text));
        expect(() => parseExcludedPortRanges(text)).toThrow(ToolkitError);
      }),
    );
  });
});
