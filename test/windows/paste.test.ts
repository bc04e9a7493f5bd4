import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { formatPortRange, portRange } from '../../toolkit/ports/port-range.ts';
import type { ExcludedPortRange } from '../../toolkit/windows/excluded-port-range.ts';
import { readPaste } from '../../toolkit/windows/paste.ts';
import type { PastedExcludedPortRanges } from '../../toolkit/windows/paste-evidence.ts';
import { excludedRows, portProxies, printDynamic, printExcluded, printProxies } from './printed.ts';
import { HAS_RECORDED, recorded, recordedFiles } from './recorded.ts';

const BLOCK: ExcludedPortRange = { ...portRange(8000, 8099), administered: false };
const OWN: ExcludedPortRange = { ...portRange(50000, 50059), administered: true };

const rowsOf = (table: PastedExcludedPortRanges | undefined) =>
  table?.ranges.map((row) => `${formatPortRange(row)}${row.administered ? '*' : ''}`).join(' ');
const tables = (text: string) =>
  readPaste(text).excludedPortRanges.map((table) => `${table.protocol} ${rowsOf(table)}`);

describe.skipIf(!HAS_RECORDED)('a recorded file as it is (skipped without ../shared/recorded)', () => {
  const rowCount = (text: string) => text.match(/^\s*\d+\s+\d+/gm)?.length ?? 0;
  test.each(recordedFiles('excludedportrange-').filter((file) => !file.includes('usage')))(
    '%s gives one table with all its rows and nothing unknown',
    (file) => {
      const { excludedPortRanges, ignored } = readPaste(recorded(file));
      const protocol = file.includes('udp') ? 'udp' : 'tcp';
      expect(excludedPortRanges.map((table) => [table.protocol, table.ranges.length])).toEqual([
        [protocol, rowCount(recorded(file))],
      ]);
      expect(excludedPortRanges[0]?.protocolAssumed).toBe(file.includes('pt-BR-02'));
      expect(ignored).toEqual([]);
    },
  );

  it('with rows only, and a remark after one, gives the rows', () => {
    const [table] = readPaste(recorded('format-broken-transcript-01.txt')).excludedPortRanges;
    expect(rowsOf(table)).toBe('5357 50000-50059* 55353-55452');
    expect(table?.protocolAssumed).toBe(true);
  });

  test.each([
    ['format-unrecognised-body-01.txt', 'host.unrecognised-output'],
    ['excludedportrange-add-usage-es-01.txt', 'input.unrecognised-paste'],
    ['netsh-set-ok-ko-01.txt', 'input.unrecognised-paste'],
  ])('%s is refused', (file, code) => {
    expect(() => readPaste(recorded(file))).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ['dynamicport-tcp4-ru-01.txt', 'tcp 49152+16384'],
    ['dynamicport-tcp4-zh-CN-01.txt', 'tcp 1024+13977'],
    ['dynamicport-udp4-en-01.txt', 'udp 49152+16384'],
  ])('%s gives the dynamic port range', (file, expected) => {
    const read = readPaste(recorded(file)).dynamicPortRanges;
    expect(read.map((one) => `${one.protocol} ${one.startPort}+${one.numberOfPorts}`)).toEqual([expected]);
  });

  it('of every other kind gives what it holds', () => {
    const count = (file: string) => {
      const read = readPaste(recorded(file));
      return [read.portProxies, read.tcpSettings, read.dockerErrors, read.serviceLines].map(
        (list) => list.length,
      );
    };
    expect(count('portproxy-ko-01.txt')).toEqual([3, 0, 0, 0]);
    expect(count('portproxy-zh-CN-01.txt')).toEqual([1, 0, 0, 0]);
    expect(count('get-nettcpsetting-en-02.txt')).toEqual([0, 2, 0, 0]);
    expect(count('docker-bind-error-pt-BR-01.txt')).toEqual([0, 0, 1, 0]);
    expect(count('winnat-restart-zh-CN-01.txt')).toEqual([0, 0, 0, 2]);
  });

  it('of a start without rights gives its system error', () => {
    const { serviceLines } = readPaste(recorded('winnat-error-en-01.txt'));
    expect(serviceLines.map(({ verb, systemError }) => [verb, systemError])).toEqual([
      ['stop', undefined],
      ['start', 5],
    ]);
  });
});

describe('a paste of several outputs', () => {
  const session = [
    '(base) PS C:\\> netsh int ipv6 show exc udp',
    printExcluded([OWN], 'udp', '\n'),
    'PS C:\\> netsh int ipv4 show dynamicport tcp',
    printDynamic({ startPort: 1024, numberOfPorts: 13977 }, 'tcp', '\n'),
    'C:\\Users\\a b>netsh i i sh ex tcp persistent',
    printExcluded([BLOCK, OWN], 'tcp', '\n'),
    'C:\\>netsh interface portproxy show all',
    printProxies([{ listenAddress: '*', listenPort: 80, connectAddress: 'web', connectPort: 81 }], '\n'),
    'C:\\>netstat -ano',
    '  TCP    0.0.0.0:8065    0.0.0.0:0    ABH\u00d6REN    4321',
    'C:\\>Get-NetUDPSetting',
    'DynamicPortRangeStartPort     : 49152',
    'DynamicPortRangeNumberOfPorts : 16384',
    'C:\\>docker start web',
    'Error response from daemon: ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0:',
    'listen tcp 0.0.0.0:8065: bind: (10013)',
    'C:\\>',
  ].join('\n');

  it('gives each of them, with what its command says', () => {
    const read = readPaste(session);
    expect(
      read.excludedPortRanges.map((table) => [table.protocol, table.family, table.store, rowsOf(table)]),
    ).toEqual([
      ['udp', 'ipv6', 'active', '50000-50059*'],
      ['tcp', undefined, 'persistent', '8000-8099 50000-50059*'],
    ]);
    expect(read.dynamicPortRanges).toMatchObject([{ family: 'ipv4', protocol: 'tcp', numberOfPorts: 13977 }]);
    expect(read.portProxies).toHaveLength(1);
    expect(read.sockets).toMatchObject([{ localPort: 8065, state: 'listening', processId: 4321 }]);
    expect(read.tcpSettings).toMatchObject([{ protocol: 'udp', startPort: 49152 }]);
    expect(read.dockerErrors).toMatchObject([{ port: 8065, cause: 'reserved' }]);
    expect(read.ignored).toEqual([]);
  });
});

describe('an excluded port range in a paste', () => {
  const lines = (...text: string[]) => text.join('\n');
  test.each([
    ['rows alone', '  5357  5357\n 50000 50059 *', 'tcp 5357 50000-50059*'],
    ['one row alone', '      8000        8099', 'tcp 8000-8099'],
    ['tabs', '8000\t8099\t\n50000\t50059\t*', 'tcp 8000-8099 50000-50059*'],
    ['a lost ruler', lines('Xyz udp abc', '', 'A  B', '  8000  8099'), 'udp 8000-8099'],
    ['a lost title', lines('A    B', '----------    --------', '  8000   8099'), 'tcp 8000-8099'],
    [
      'the protocol in the command only',
      lines('> netsh int ip show ex protocol=udp', '8000  8099'),
      'udp 8000-8099',
    ],
    ["netsh's own prompt", lines('netsh interface ipv4>show ex udp', '8000  8099'), 'udp 8000-8099'],
    [
      'a title that contradicts the command',
      lines('$ netsh int ip sh ex tcp', 'X udp', '8000  8099'),
      'udp 8000-8099',
    ],
    [
      'remarks',
      lines('8000  8099  <== this one', '  50000  50059  *  (My precious!!!)'),
      'tcp 8000-8099 50000-50059*',
    ],
    [
      'a remark between rows',
      lines('8000  8099', '   ^^^^ look', '50000  50059  *'),
      'tcp 8000-8099 50000-50059*',
    ],
    ['every line doubled', printExcluded([BLOCK, OWN], 'tcp', '\n\n'), 'tcp 8000-8099 50000-50059*'],
    ['prose after it', lines('X tcp', '---------- --------', '8000  8099', 'Thanks!'), 'tcp 8000-8099'],
    ['a code fence', lines('```', '8000  8099', '```'), 'tcp 8000-8099'],
    ['old line ends', '8000  8099\r50000  50059  *\r', 'tcp 8000-8099 50000-50059*'],
    ['no rows but a footnote', printExcluded([]), 'tcp '],
    [
      'marks of a list',
      lines('X tcp', '-------- ------', '* 8000  8099', '- 9000  9099 *'),
      'tcp 8000-8099 9000-9099*',
    ],
  ])('is read with %s', (_, text, expected) => {
    expect(tables(text)).toEqual([expected]);
  });

  test.each([
    ['rows with a hole', lines('8000  8099', '...', '50000  50059  *'), true],
    ['a filter', lines('C:\\>netsh int ipv4 show ex tcp | findstr 80', '8000  8099'), true],
    ['no footnote, which netsh always prints', lines('8000  8099', '50000  50059  *'), true],
    ['rows marked as a list', lines('X tcp', '---------- --------', '* 8000  8099', '- 9000  9099'), true],
    ['every row', lines('8000  8099', '50000  50059  *', '', '* - X.'), false],
    ['a footnote and no row', printExcluded([]), false],
  ])('says whether rows are missing: %s', (_, text, elided) => {
    expect(readPaste(text).excludedPortRanges[0]?.elided).toBe(elided);
  });

  test.each([
    ['a port above 65535', lines('8000  8099', '65500  65599'), 2],
    ['port 0', '0  5', 1],
    ['an end below its start', '> 8099  8000', 1],
    ['an unreadable body', lines('X tcp', '', 'A  B', '----------    --------', 'unavailable'), 5],
    ['an unreadable body below a lost title', lines('----------    --------', 'unavailable'), 2],
    ['a damaged row', lines('8000  8099', '5OOOO  50059  *'), 2],
    ['a damaged row of a list', lines('8000  8099', '* 9000-9099'), 2],
    ['a ruler, and then nothing', lines('X tcp', 'A  B', '----------    --------', ''), 3],
    ['a dynamic range without its second number', lines('X tcp', '-'.repeat(33), 'A : 1024', 'B'), 4],
    ['a dynamic range beyond 65535', lines('X tcp', '-'.repeat(33), 'A : 1024', 'B : 65000'), 4],
    [
      'an unreadable rule',
      lines(
        'ipv4: ipv4:',
        '',
        `${'-'.repeat(15)} ${'-'.repeat(10)}  ${'-'.repeat(15)} ${'-'.repeat(10)}`,
        'x',
      ),
      4,
    ],
    ['a socket with a port above 65535', '  TCP  0.0.0.0:70000  0.0.0.0:0  X  4', 1],
  ])('is never dropped silently: %s is an error with its line', (_, text, lineNumber) => {
    expect(() => readPaste(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber }),
    );
  });

  test.each([
    ['another command', 'user@host:~$ cat /proc/sys/net/ipv4/tcp_rmem\n4096\t60999'],
    ['prose', 'see 10 20 apples'],
    ["PowerShell's own table", 'Name   Status\n----   ------\nwinnat Running'],
    ['properties with numbers', 'MinRto : 20\nWindow : 4\nProvider : CUBIC'],
  ])('is not seen in %s', (_, text) => {
    expect(() => readPaste(text)).toThrow(expect.objectContaining({ code: 'input.unrecognised-paste' }));
  });
});

describe('a dynamic port range in a paste', () => {
  test.each([
    ['without a ruler', 'X udp y\nA : 1024\nB : 13977', 'udp 1024+13977'],
    ['of two lines alone', 'A : 1024\n B: 13977', 'tcp 1024+13977'],
    ['below its command', 'C:\\>netsh int ipv6 show dyn udp\nA : 1024\nB : 13977\nC : x', 'udp 1024+13977'],
  ])('is read %s', (_, text, expected) => {
    const read = readPaste(text).dynamicPortRanges;
    expect(read.map((one) => `${one.protocol} ${one.startPort}+${one.numberOfPorts}`)).toEqual([expected]);
  });
});

describe('containers in a paste', () => {
  const summary = { ID: '4f5e', Names: 'web', Image: 'nginx', State: 'exited', Ports: '' };
  const inspected = {
    Id: '4f5e',
    Name: '/web',
    State: { Status: 'created', ExitCode: 128, Error: 'x' },
    Config: { Image: 'nginx' },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8065' }] } },
    NetworkSettings: { Ports: {} },
  };

  it('are read from docker inspect and from both forms of docker ps', () => {
    const text = [
      '> PS C:\\> docker inspect web',
      ...JSON.stringify([inspected], null, 4)
        .split('\n')
        .map((line) => `> ${line}`),
      JSON.stringify(summary),
      'CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS         PORTS                    NAMES',
      '0123456789ab   redis:7   "docker-entrypoint.s\u2026"   2 minutes ago   Up 2 minutes   0.0.0.0:6379->6379/tcp   cache',
      'ba9876543210   nginx     "/docker-entrypoint.\u2026"   3 days ago      Created                                 web2',
    ].join('\r\n');
    const read = readPaste(text);
    expect(read.containers).toMatchObject([{ name: 'web', wanted: [{ hostPort: 8065 }], published: [] }]);
    expect(read.containerList).toMatchObject([
      { name: 'web', state: 'exited' },
      { name: 'cache', state: 'running', published: [{ hostPort: 6379 }] },
      { name: 'web2', state: 'created', published: [] },
    ]);
  });

  const { Config: _image, ...withoutConfig } = inspected;
  const least = {
    Name: '/web',
    State: { Status: 'created' },
    HostConfig: inspected.HostConfig,
    NetworkSettings: { Ports: {} },
  };
  const jq = (value: unknown) => JSON.stringify(value, null, 2);
  test.each([
    ['Config left out', jq([withoutConfig])],
    ['nothing but name, state and ports', jq([least])],
    ['one object of jq', jq(least)],
    ['one object of jq below its command', `$ docker inspect web | jq '.[0]'\n${jq(inspected)}\n$ `],
    ['one object of jq in a mail', jq(least).replaceAll(/^/gm, '>   ')],
    ['one object without line breaks', JSON.stringify(least)],
    ['the objects of jq without their array', `${jq(least)}\n${jq({ ...least, Name: '/db' })}`],
  ])('are read from docker inspect with %s', (_, text) => {
    expect(readPaste(text).containers[0]).toMatchObject({
      name: 'web',
      status: 'created',
      wanted: [{ hostPort: 8065, containerPort: 80 }],
      published: [],
    });
  });

  test.each([
    ['its state', { ...least, State: undefined }],
    ['what it publishes, which is not the same as nothing', { ...least, NetworkSettings: {} }],
  ])('are none without %s', (_, value) => {
    expect(() => readPaste(jq(value))).toThrow(expect.objectContaining({ code: 'input.unrecognised-paste' }));
  });

  it('that are not whole are ignored lines, by number', () => {
    const text = `8000  8099\n\n[\n    {\n        "Id": "x"\n    }`;
    expect(readPaste(text).ignored.map(({ number }) => number)).toEqual([3, 4, 5, 6]);
  });
});

describe('any paste', () => {
  test.each(['', ' \r\n\t', '\uFEFF'])('that is blank (%j) is refused as such', (text) => {
    expect(() => readPaste(text)).toThrow(
      expect.objectContaining({ code: 'input.empty-paste', exitCode: 2 }),
    );
  });

  it('that says nothing is quoted, but not at any length', () => {
    const refusal = (text: string) => expect.objectContaining({ message: expect.stringContaining(text) });
    expect(() => readPaste('how do I do this?')).toThrow(refusal('being "how do I do this?": paste'));
    const long = 'x'.repeat(3_000_000);
    expect(() => readPaste(long)).toThrow(refusal(`being "${'x'.repeat(199)}\u2026": paste`));
    expect(() => readPaste(`8000  8099\n5OOO${long}`)).toThrow(
      refusal(`understood: "5OOO${'x'.repeat(195)}\u2026"`),
    );
  });

  const noise = fc.record({
    quote: fc.constantFrom('', '> ', '>> ', '> > '),
    eol: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('', '    ', '\t'),
    prompt: fc.constantFrom('', 'PS C:\\WINDOWS> x', 'C:\\>', '$ ls', '# a comment', 'Hello, here it is'),
    mark: fc.constantFrom('', '\uFEFF'),
    doubled: fc.boolean(),
  });

  it('gives the same rows through mail, prompts and line ends', () => {
    fc.assert(
      fc.property(excludedRows, excludedRows, portProxies, noise, (tcp, udp, proxies, how) => {
        const text = [
          how.prompt,
          printExcluded(tcp, 'tcp', '\n'),
          printProxies(proxies, '\n'),
          how.prompt,
          printExcluded(udp, 'udp', '\n'),
          printDynamic({ startPort: 1024, numberOfPorts: 64511 }, 'udp', '\n'),
        ].join('\n');
        const lines = text.split('\n').flatMap((line) => (how.doubled ? [line, ''] : [line]));
        const pasted = how.mark + lines.map((line) => how.quote + how.indent + line).join(how.eol);
        const read = readPaste(pasted);
        expect(read.excludedPortRanges.map(({ protocol, ranges }) => ({ protocol, ranges }))).toEqual([
          { protocol: 'tcp', ranges: tcp },
          { protocol: 'udp', ranges: udp },
        ]);
        expect(read.portProxies).toEqual(proxies);
        expect(read.dynamicPortRanges).toMatchObject([{ protocol: 'udp', startPort: 1024 }]);
      }),
    );
  });

  it('throws nothing but a toolkit error, and gives no table without a ruler, a row or a number', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '----------    --------',
        '-----',
        '* - x',
        'x tcp',
        '[',
        '{"ID":1}',
        '>',
        'C:\\>',
        '...',
      ),
      fc.constantFrom('1 2', '99999 1', 'a : 5', '* 80 1.2.3.4 80', '  TCP 1.1.1.1:1 2.2.2.2:0 X 4', '}]'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        let tableCount = 0;
        try {
          const read = readPaste(text);
          tableCount = read.excludedPortRanges.length + read.dynamicPortRanges.length;
        } catch (error) {
          expect(error).toBeInstanceOf(ToolkitError);
        }
        expect(tableCount === 0 || /-{4,}|\d/.test(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('other facts in a paste', () => {
  const read = (...text: string[]) => readPaste(text.join('\n'));

  test.each([
    ['sysctl', 'net.ipv4.ip_local_port_range = 44620\t48715'],
    ['the file itself', 'me@pc:~$ cat /proc/sys/net/ipv4/ip_local_port_range\n44620\t48715'],
    ['the file, without a prompt', 'cat /proc/sys/net/ipv4/ip_local_port_range\n44620\t48715'],
  ])('the ports that Linux hands out are read from %s, and are no excluded range', (_, text) => {
    const { localPortRanges, excludedPortRanges } = read(text);
    expect(localPortRanges).toEqual([portRange(44620, 48715)]);
    expect(excludedPortRanges).toEqual([]);
  });

  test.each([
    ['[wsl2]\nnetworkingMode=mirrored', ['mirrored']],
    ['[wsl2]\nnetworkingMode = NAT', ['nat']],
    ['my .wslconfig says networkingMode="Mirrored" since May', ['mirrored']],
    ['WSL is in mirrored mode here', ['mirrored']],
    ['[wsl2]\n#networkingMode=mirrored\n; networkingMode=mirrored\nmemory=4GB\n8000  8099', []],
  ])('%j names the networking modes %j', (text, modes) => {
    expect(read(text).networkingModes).toEqual(modes);
  });

  it('values of the registry keep their type', () => {
    const { registryValues } = read('HKEY_LOCAL_MACHINE\\X', '    EnableExcludedPortRange    REG_SZ    0');
    expect(registryValues).toEqual([{ name: 'EnableExcludedPortRange', type: 'REG_SZ', data: '0' }]);
  });

  it('registered URLs of http.sys are read, addresses in prose are not', () => {
    const { urlPorts } = read(
      '    HTTP://+:8884/',
      '    HTTPS://*:5986:192.168.1.2/',
      'see http://localhost:3000/',
    );
    expect(urlPorts).toEqual([8884, 5986]);
  });

  it('an ellipsis beside sockets is a cut, elsewhere it is not', () => {
    const socket = '  TCP    0.0.0.0:135    0.0.0.0:0    X    4';
    expect(read(socket, '...').socketCuts).toHaveLength(1);
    expect(read('...', '', socket).socketCuts).toHaveLength(1);
    expect(read(socket, '', 'and so on', '...').socketCuts).toEqual([]);
  });
});
