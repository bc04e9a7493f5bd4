import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ipv4Class, ipv6Class } from '../../../toolkit/report/support/address-class.ts';
import { isDistinctive } from '../../../toolkit/report/support/name-pattern.ts';
import { namesIn, type PrivateNames, privateNames } from '../../../toolkit/report/support/private-names.ts';
import { redact } from '../../../toolkit/report/support/redact.ts';
import { parseDynamicPortRange } from '../../../toolkit/windows/dynamic-port-range.ts';
import { parseExcludedPortRanges } from '../../../toolkit/windows/excluded-port-range.ts';
import { parseSockets } from '../../../toolkit/windows/netstat.ts';

const NOBODY: PrivateNames = { users: [], hosts: [], domains: [] };
const redacted = (text: string, known: Partial<PrivateNames> = {}) =>
  redact(text, { ...NOBODY, ...known }).text;

const TABLE = [
  'Protocol tcp Port Exclusion Ranges',
  '',
  'Start Port    End Port      ',
  '----------    --------      ',
  '      5357        5357      ',
  '      8018        8117      ',
  '     50000       50059     *',
  '',
  '* - Administered port exclusions.',
].join('\r\n');
const RANGE = [
  'Protocol tcp Dynamic Port Range',
  '-'.repeat(33),
  'Start Port      : 1024',
  'Number of Ports : 64511',
].join('\r\n');
const ERROR =
  'listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket (10013, 0x80070005, WSAEACCES)';

/** A name in a way in which some program may write it. */
const ENCODINGS: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'in capitals': (name) => name.toUpperCase(),
  'in small letters': (name) => name.toLowerCase(),
  'escaped in JSON': (name) =>
    [...name]
      .map((letter) =>
        letter < '\u0080'
          ? letter
          : JSON.stringify(letter).slice(1, -1) === letter
            ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
            : letter,
      )
      .join(''),
  'escaped in JSON, twice and in capitals': (name) =>
    [...name]
      .map((letter) => `\\\\u${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
      .join(''),
  'encoded for a URL': (name) => encodeURIComponent(name),
  'as UTF-16 read byte by byte': (name) => [...name].join('\0'),
  'as UTF-16 whose NULs became blanks': (name) => [...name].join(' '),
  'taken apart into letters and accents': (name) => name.normalize('NFD'),
};

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzöéñß한글漢'.split(''));
/** Names that are no part of what the programs print, and that no encoding makes shorter. */
const secretName = fc
  .array(letter, { minLength: 5, maxLength: 12 })
  .map((letters) => `q${letters.join('')}x`)
  .filter((name) => isDistinctive(name) && [...name].every((each) => each.toUpperCase().length === 1));

const around = fc.constantFrom(
  (name: string) => `C:\\Users\\${name}\\AppData\\Local`,
  (name: string) => `"C:\\\\Users\\\\${name}\\\\AppData"`,
  (name: string) => `/home/${name}/src`,
  (name: string) => `DOMAIN\\${name}`,
  (name: string) => `Owner: ${name}, and more`,
  (name: string) => `prefix${name}suffix`,
  (name: string) => `{"user":"${name}"}`,
);

describe('a name that is known', () => {
  it('does not survive in any place, case or encoding, and the tables around it do', () => {
    const encoded = fc.constantFrom(...Object.values(ENCODINGS));
    fc.assert(
      fc.property(
        secretName,
        around,
        encoded,
        fc.constantFrom('users', 'hosts', 'domains'),
        (name, place, encode, kind) => {
          const written = encode(name);
          const text = redacted(`${TABLE}\r\n\r\n${place(written)}\r\n${ERROR}\r\n${RANGE}`, {
            [kind]: [name],
          });
          const plain = text.toLowerCase().normalize('NFC');
          for (const left of [written, name])
            expect(plain).not.toContain(left.toLowerCase().normalize('NFC').replaceAll('\0', ''));
          expect(text.split('\r\n\r\n').slice(0, -1).join('\r\n\r\n')).toContain(
            TABLE.split('\r\n').slice(2, 7).join('\r\n'),
          );
          expect(text).toContain(RANGE);
          expect(text).toContain(ERROR);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('has one name throughout, and another name another', () => {
    fc.assert(
      fc.property(secretName, secretName, (one, other) => {
        fc.pre(!one.includes(other) && !other.includes(one));
        const text = redacted(`${one} ${other} ${one.toUpperCase()}`, { users: [one, other] });
        const [first, second, third] = text.split(' ');
        expect(first).toMatch(/^<user-\d>$/);
        expect(third).toBe(first);
        expect(second).not.toBe(first);
      }),
    );
  });

  test.each(['J�RG', 'J?rg', 'j��rg'])('does not survive a wrong code page: %s', (garbled) => {
    expect(redacted(`by ${garbled} today`, { users: ['Jörg'] })).toBe('by <user-1> today');
  });

  test.each([
    ['docker', 'docker ps shows com.docker.backend.exe'],
    ['user', 'user-mode, 3 users'],
    ['8065', 'port 8065 and 8065/tcp'],
  ])('%s is replaced in paths only: it is also a word of the output', (name, output) => {
    expect(redacted(`${output}\nC:\\Users\\${name}\\x`, { users: [name] })).toBe(
      `${output}\nC:\\Users\\<user-1>\\x`,
    );
  });

  test('of three letters is replaced as a word, and not in the middle of one', () => {
    expect(redacted('Ann cannot', { users: ['ann'] })).toBe('<user-1> cannot');
  });
});

describe('what gives itself away', () => {
  test.each([
    ['PS C:\\Users\\Jane Doe\\src> dir', 'PS C:\\Users\\<user-1>\\src> dir'],
    ['"C:\\\\Users\\\\jane\\\\x" owned by JANE', '"C:\\\\Users\\\\<user-1>\\\\x" owned by <user-1>'],
    ['c:/users/jane/x', 'c:/users/<user-1>/x'],
    ['%5CUsers%5Cjane%5Cx', '%5CUsers%5C<user-1>%5Cx'],
    ['jane@devbox:~/src$ docker ps on DEVBOX', '<user-1>@<host-1>:~/src$ docker ps on <host-1>'],
    ['mount \\\\FILES01\\share', 'mount \\\\<host-1>\\share'],
    ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\docker_engine'],
    ['S-1-5-21-1004336348-1177238915-682003330-512 S-1-5-18', '<sid-1> S-1-5-18'],
    ['{6F9619FF-8B86-D011-B42D-00CF4FC964FF}', '{<guid-1>}'],
    ['00-15-5D-01-02-03 00:15:5d:01:02:04', '<mac-1> <mac-2>'],
    ['jane.doe@example.com', '<email-1>'],
    ['pc7.corp.acme.com and docker.io/nginx', '<domain-1> and docker.io/nginx'],
    ['Authorization: Bearer abcdef1234567890', 'Authorization: Bearer <token-1>'],
    ['password=hunter2, "token": "s3cr3t"', 'password=<token-1>, "token": "<token-2>"'],
    ['https://joe:pw@proxy/', 'https://<token-1>@proxy/'],
    ['a'.repeat(64), '<token-1>'],
  ])('%j', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  test.each([
    [
      '127.0.0.1 127.9.9.9 0.0.0.0 255.255.255.0 ::1 :: [::]:80',
      '127.0.0.1 127.9.9.9 0.0.0.0 255.255.255.0 ::1 :: [::]:80',
    ],
    ['10.1.2.3:80 172.31.0.1 192.168.0.7', 'private-ipv4-1:80 private-ipv4-2 private-ipv4-3'],
    [
      '172.32.0.1 169.254.1.1 100.64.0.1 224.0.0.1',
      'public-ipv4-1 link-local-ipv4-1 shared-ipv4-1 multicast-ipv4-1',
    ],
    [
      '[fe80::1%12]:135 fd00::1 ff02::fb 2001:4860:4860::8888',
      '[link-local-ipv6-1]:135 private-ipv6-1 multicast-ipv6-1 public-ipv6-1',
    ],
    ['10.0.26100.4202 4.37.1 12:34:56 300.1.1.1', '10.0.26100.4202 4.37.1 12:34:56 300.1.1.1'],
  ])('addresses by their class: %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it('no address of any class but those that are kept', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV6()),
        fc.constantFrom('[@]:443', ' @ ', '"@"'),
        (address, place) => {
          const isKept = (address.includes(':') ? ipv6Class(address) : ipv4Class(address)) === 'kept';
          fc.pre(!/^[:0]*:(?:[\d.]+)?$/.test(address));
          expect(redacted(place.replace('@', address)).includes(address)).toBe(isKept);
        },
      ),
    );
  });
});

describe('what is not private', () => {
  it('stays readable to the parsers: tables, ranges, sockets', () => {
    const port = fc.integer({ min: 1, max: 65535 });
    fc.assert(
      fc.property(fc.ipV4(), port, port, port, (address, local, remote, pid) => {
        const line = `  TCP    ${address}:${local}     ${address}:${remote}     ESTABLISHED     ${pid}`;
        expect(parseSockets(redacted(line))).toMatchObject([
          { localPort: local, processId: pid, state: 'connected' },
        ]);
      }),
    );
    expect(parseExcludedPortRanges(redacted(TABLE))).toEqual(parseExcludedPortRanges(TABLE));
    expect(parseDynamicPortRange(redacted(RANGE))).toEqual(parseDynamicPortRange(RANGE));
  });

  it('is any text without secrets, word for word; what was redacted once is not changed again', () => {
    expect(redacted(`${TABLE}${ERROR}`)).toBe(`${TABLE}${ERROR}`);
    const known = { users: ['jane'], hosts: ['BOX77'] };
    const once = redacted('C:\\Users\\jane\\x BOX77 10.1.2.3 jane@acme.com S-1-5-21-1-2-3-4', known);
    expect(redacted(once, known)).toBe(once);
  });
});

test('names are taken from the environment and the host name, each once', () => {
  const environment = {
    USERNAME: 'jane',
    USER: 'JANE',
    USERPROFILE: 'C:\\Users\\jane.doe',
    COMPUTERNAME: 'PC7',
    USERDNSDOMAIN: 'corp.acme.com',
  };
  expect(privateNames(environment, 'pc7.corp.acme.com')).toEqual({
    users: ['JANE', 'jane.doe'],
    hosts: ['pc7', 'pc7.corp.acme.com'],
    domains: ['corp.acme.com'],
  });
  expect(namesIn(TABLE)).toEqual(NOBODY);
});

test.each(['z', 'a1B', 'x.', '1.', 'a:', '\\', '-', 'q/', 'C:\\Users\\x '])(
  'a line of a hundred thousand letters is redacted at once: %j',
  (unit) => {
    const startMs = performance.now();
    redacted(unit.repeat(100_000 / unit.length), { users: ['Jörg Müller'], hosts: ['WORKBENCH-77'] });
    // Bounded repetitions take a few milliseconds, unbounded ones more than ten seconds.
    expect(performance.now() - startMs).toBeLessThan(3000);
  },
);
