import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import {
  addPortProxy,
  deletePortProxy,
  parsePortProxies,
  showPortProxies,
} from '../../toolkit/windows/port-proxy.ts';
import { portProxies, printProxies } from './printed.ts';
import { HAS_RECORDED, recordedOutput } from './recorded.ts';

const rule = {
  listenAddress: '0.0.0.0',
  listenPort: 4000,
  connectAddress: '192.168.101.100',
  connectPort: 4001,
};

describe('commands on portproxy rules', () => {
  test.each([
    [
      addPortProxy('v4tov4', rule),
      'netsh interface portproxy add v4tov4 listenport=4000 listenaddress=0.0.0.0 connectport=4001 connectaddress=192.168.101.100',
      'write',
    ],
    [
      deletePortProxy('v6tov4', { listenAddress: '::', listenPort: 80 }),
      'netsh interface portproxy delete v6tov4 listenport=80 listenaddress=::',
      'write',
    ],
    [showPortProxies('all'), 'netsh interface portproxy show all', 'read'],
  ])('are whole words and tags: %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });
});

describe.skipIf(!HAS_RECORDED)('recorded portproxy rules (skipped without ../shared/recorded)', () => {
  test.each([
    ['en-01', ['192.168.226.64 2222 10.4.226.215 22']],
    ['en-02', ['10.129.42.198 8080 172.16.5.25 3389']],
    [
      'ko-01',
      [
        '0.0.0.0 50764 192.168.1.50 7640',
        '0.0.0.0 51764 192.168.1.51 764',
        '0.0.0.0 51888 192.168.1.51 8000',
      ],
    ],
    ['ko-02', ['0.0.0.0 80 172.28.241.140 80']],
    ['zh-CN-01', ['* 13333 127.0.0.1 12333']],
    ['zh-CN-02', ['0.0.0.0 22 localhost 22']],
  ])('%s reads to exactly its rows', (name, rows) => {
    const proxies = parsePortProxies(recordedOutput(`portproxy-${name}.txt`));
    expect(proxies.map((proxy) => Object.values(proxy).join(' '))).toEqual(rows);
  });
});

describe('what netsh prints of portproxy rules', () => {
  it('reads back to the rules printed', () => {
    fc.assert(
      fc.property(portProxies, fc.constantFrom('\r\n', '\n'), (proxies, eol) => {
        expect(parsePortProxies(printProxies(proxies, eol))).toEqual(proxies);
      }),
    );
  });

  it('may be several tables, one for each direction', () => {
    expect(parsePortProxies(printProxies([rule]) + printProxies([rule, rule]))).toEqual([rule, rule, rule]);
  });

  it('is blank when there is no rule', () => {
    expect(parsePortProxies('\r\n')).toEqual([]);
  });

  test.each([
    ['text without a ruler', '\nThe system cannot find the file specified.\n', 2],
    ['an unreadable row', printProxies([rule], '\n').replace(/0\.0\.0\.0.*/, 'unavailable'), 6],
    ['a port above 65535', printProxies([rule], '\n').replace('4000', '74000'), 6],
    ['a ruler without headings', '--------------- ----------  --------------- ----------\n', 1],
  ])('%s is refused with its line', (_, text, lineNumber) => {
    expect(() => parsePortProxies(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber }),
    );
  });

  it('is never read from text without a ruler', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(text.trim() !== '' && !text.includes('----'));
        expect(() => parsePortProxies(text)).toThrow(ToolkitError);
      }),
    );
  });
});
