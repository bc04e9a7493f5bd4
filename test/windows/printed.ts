import fc from 'fast-check';
import { endPort, type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import type { ExcludedPortRange } from '../../toolkit/windows/excluded-port-range.ts';
import type { PortProxy } from '../../toolkit/windows/port-proxy.ts';

/** Headings in words no parser can know. */
const WORDS = ['Portausschlussbereiche', 'ポート除外範囲', '端口排除范围', 'Xyzzy', 'Диапазоны'];

/** netsh's table, byte for byte, in a language that does not exist. */
export function printExcluded(rows: readonly ExcludedPortRange[], protocol = 'tcp', eol = '\r\n'): string {
  const [title = '', , column = ''] = WORDS;
  const printed = rows.map(
    (row) =>
      `${String(row.startPort).padStart(10)}  ${String(endPort(row)).padStart(10)}     ${row.administered ? '*' : ' '}`,
  );
  return [
    '',
    `${title} ${protocol}`,
    '',
    `${column} A    ${column} B      `,
    '----------    --------      ',
    ...printed,
    '',
    `* - ${title}.`,
    '',
    '',
  ].join(eol);
}

export function printDynamic(
  { startPort, numberOfPorts }: PortRange,
  protocol = 'tcp',
  eol = '\r\n',
): string {
  const ruler = '-'.repeat(33);
  return [
    '',
    `${WORDS[1]} ${protocol} x`,
    ruler,
    `Начало : ${startPort}`,
    `数      : ${numberOfPorts}`,
    '',
    '',
  ].join(eol);
}

export function printProxies(proxies: readonly PortProxy[], eol = '\r\n'): string {
  if (proxies.length === 0) return eol;
  const rows = proxies.map(
    ({ listenAddress, listenPort, connectAddress, connectPort }) =>
      `${listenAddress.padEnd(15)} ${String(listenPort).padEnd(10)}  ${connectAddress.padEnd(15)} ${connectPort}`,
  );
  const ruler = '--------------- ----------  --------------- ----------';
  return ['', `${WORDS[3]} ipv4:   ${WORDS[4]} ipv4:`, '', 'A  B  C  D', ruler, ...rows, '', ''].join(eol);
}

/** Ascending rows without overlap, as netsh prints them. */
export const excludedRows = fc
  .uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 24 })
  .chain((ends) =>
    fc.array(fc.boolean(), { minLength: ends.length, maxLength: ends.length }).map((marks) => {
      const sorted = [...ends].sort((left, right) => left - right);
      return sorted.flatMap((start, at): ExcludedPortRange[] => {
        const last = sorted[at + 1];
        if (at % 2 === 1) return [];
        return [{ ...portRange(start, last ?? start), administered: marks[at] ?? false }];
      });
    }),
  );

const port = fc.integer({ min: 1, max: 65535 });
export const portProxies = fc.array(
  fc.record({
    listenAddress: fc.oneof(
      fc.ipV4(),
      fc.constantFrom('*', 'localhost', '::', 'a-host-with-a-long-name.example'),
    ),
    listenPort: port,
    connectAddress: fc.oneof(fc.ipV4(), fc.constant('localhost')),
    connectPort: port,
  }),
  { maxLength: 6 },
);
