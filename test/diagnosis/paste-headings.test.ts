import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import { readPaste } from '../../toolkit/windows/paste.ts';
import { CASE_LANGUAGES } from './cases/labelled-case.ts';
import { dynamic, excluded, portProxies } from './cases/printed.ts';
import { FORBIDDEN } from './cases/socket-sentences.ts';

const NAMED = 'exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: listen tcp 0.0.0.0:8065: bind:';
const ERROR = `Error response from daemon: Ports are not available: ${NAMED} ${FORBIDDEN.en}`;
const MESSAGE = `${NAMED} ${FORBIDDEN.en}`;
/** As a narrow window shows it: the second line ends in a number, the third names a protocol. */
const WRAPPED = ERROR.replace('exposing port TCP ', 'exposing port TCP\n')
  .replace('127.0.0.1:0: ', '127.0.0.1:0:\n')
  .replace('in a way ', 'in a\nway ');

const messages = (paste: string) => readPaste(paste).dockerErrors.map(({ message }) => message);

describe.each([
  ['in one line', ERROR],
  ['wrapped', WRAPPED],
])('an error %s with a table directly below it', (_, error) => {
  test.each(CASE_LANGUAGES)('leaves the table its title, and keeps its own words: %s', (language) => {
    for (const protocol of ['tcp', 'udp'] as const) {
      const paste = `${error}\n${excluded('8000-8099 50000-50059*', language, protocol)}`;
      expect(messages(paste)).toEqual([MESSAGE]);
      expect(readPaste(paste)).toMatchObject({
        excludedPortRanges: [{ protocol, protocolAssumed: false, elided: false }],
        ignored: [],
      });
    }
  });

  test.each(CASE_LANGUAGES)('is not lost above a dynamic port range: %s', (language) => {
    const paste = `${error}\n${dynamic('1024+64511', language, 'udp')}`;
    expect(messages(paste)).toEqual([MESSAGE]);
    expect(readPaste(paste).dynamicPortRanges).toMatchObject([{ protocol: 'udp', protocolAssumed: false }]);
  });

  test('is not lost above portproxy rules', () => {
    const paste = `${error}\n${portProxies('0.0.0.0:8065>172.20.1.2:8065')}`;
    expect(messages(paste)).toEqual([MESSAGE]);
    expect(readPaste(paste).portProxies).toHaveLength(1);
  });

  test.each([
    ['its title', '\n'],
    ['title and column headings', '----------    --------\n'],
    ['title, column headings and ruler', '      8000        8099\n'],
  ])('lends no protocol to a table that lost %s', (_what, first) => {
    const table = excluded('8000-8099');
    const paste = `${error.replaceAll('tcp', 'udp').replace('TCP', 'UDP')}\n${table.slice(table.indexOf(first)).trimStart()}`;
    expect(readPaste(paste)).toMatchObject({
      dockerErrors: [{ port: 8065, protocol: 'udp', cause: 'reserved' }],
      excludedPortRanges: [{ protocol: 'tcp', protocolAssumed: true }],
    });
  });
});

test('an error directly above a udp table is not explained by it', () => {
  const snapshot = snapshotFromPaste(`${ERROR}\n${excluded('8000-8099', 'en', 'udp')}`);
  expect(diagnose(snapshot, []).ports).toMatchObject([{ port: 8065, protocol: 'tcp', verdict: 'unknown' }]);
});

test('a title of a table that was cut off is not taken for the next one', () => {
  const paste = `Protocol udp Port Exclusion Ranges\n\nStart Port    End Port\n\nI have no more.\n\n${excluded('8000-8099').split('\n').slice(2).join('\n')}`;
  expect(readPaste(paste).excludedPortRanges).toMatchObject([{ protocol: 'tcp', protocolAssumed: true }]);
});
