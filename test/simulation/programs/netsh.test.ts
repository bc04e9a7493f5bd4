import { describe, expect, it } from 'vitest';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { LOCALES, type Locale } from '../../../toolkit/simulation/machine-state.ts';
import { run, shown } from './run.ts';

/** Without Hyper-V the one row is http.sys's 5357. */
const plain = (options: MachineOptions = {}) => createMachine({ hyperV: false, ...options });

const table = (protocol: string, ...rows: string[]) =>
  [
    '',
    `Protocol ${protocol} Port Exclusion Ranges`,
    '',
    'Start Port    End Port      ',
    '----------    --------      ',
    ...rows,
    '',
    '* - Administered port exclusions.',
    '',
    '',
  ].join('\r\n');

const OK = 'Ok.\r\n\r\n';
const ELEVATION = 'The requested operation requires elevation (Run as administrator).\r\n\r\n';
const SYNTAX = 'The syntax supplied for this command is not valid. Check help for the correct syntax.\r\n';
const MISSING =
  'One or more essential parameters were not entered.\r\nVerify the required parameters, and reenter them.\r\n';

describe('show excludedportrange', () => {
  it('prints header and footer with and without rows', () => {
    expect(shown(plain(), 'netsh int ipv4 show excludedportrange udp')).toEqual([0, table('udp'), '']);
    expect(shown(plain(), 'netsh int ipv6 show ex tcp')).toEqual([
      0,
      table('tcp', '      5357        5357      '),
      '',
    ]);
  });

  it('prints rows ascending, adjacent ones apart, and a star for the administered', () => {
    const machine = plain();
    run(machine, 'netsh int ipv4 add ex tcp 5358 100');
    run(machine, 'netsh int ipv4 add ex tcp 22 1 active');
    const rows = [
      '        22          22     *',
      '      5357        5357      ',
      '      5358        5457     *',
    ];
    expect(run(machine, 'netsh int ipv4 show ex tcp').stdout).toBe(table('tcp', ...rows));
    expect(run(machine, 'netsh int ipv4 show ex tcp persistent').stdout).toBe(
      table('tcp', '      5358        5457     *'),
    );
  });

  it.each<[Locale, string, string]>([
    ['es', 'Puerto de inicio    Puerto final      ', '----------          --------      '],
    ['fr', 'Port de début    Port de fin      ', '-------------    -----------      '],
    ['ru', 'Начальный порт    Конечный порт      ', '----------    --------      '],
    ['de', 'Startport      Endport      ', '----------    --------      '],
  ])('has the rulers of %s', (locale, header, ruler) => {
    const { stdout } = run(plain({ locale }), 'netsh int ipv4 show ex tcp');
    expect(stdout.split('\r\n').slice(3, 5)).toEqual([header, ruler]);
  });

  it('prints the German title with quotes', () => {
    const { stdout } = run(plain({ locale: 'de' }), 'netsh int ipv4 show ex udp');
    expect(stdout.split('\r\n')[1]).toBe('Portausschlussbereiche für das Protokoll "udp"');
  });
});

describe('add, delete and set', () => {
  const add = 'netsh int ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1';
  it.each<[string, MachineOptions, string[], string, number, string]>([
    ['an addition', {}, [], add, 0, OK],
    ['an addition that is not elevated', { elevated: false }, [], add, 1, ELEVATION],
    [
      'a second addition',
      {},
      [add],
      add,
      1,
      'The process cannot access the file because it is being used by another process.\r\n\r\n',
    ],
    ['port 0', {}, [], 'netsh int ipv4 add ex tcp 0 1', 1, 'The parameter is incorrect.\r\n\r\n'],
    [
      'a range beyond 65535',
      {},
      [],
      'netsh int ipv4 add ex tcp 65535 2',
      1,
      'The parameter is incorrect.\r\n\r\n',
    ],
    ['a deletion', {}, [add], 'netsh int ipv4 del ex tcp 8065 1', 0, OK],
    [
      'a deletion of something else',
      {},
      [add],
      'netsh int ipv4 del ex tcp 8065 2',
      1,
      'The system cannot find the file specified.\r\n\r\n',
    ],
    [
      'a deletion of what nobody administers',
      {},
      [],
      'netsh int ipv4 del ex tcp 5357 1',
      1,
      'Access is denied.\r\n\r\n',
    ],
    ['a new dynamic range', {}, [], 'netsh int ipv4 set dynamic tcp start=51001 num=5000', 0, OK],
    [
      'a dynamic range of 254',
      {},
      [],
      'netsh int ipv4 set dyn tcp 51001 254',
      1,
      'The parameter is incorrect.\r\n\r\n',
    ],
    [
      'an unknown verb',
      {},
      [],
      'netsh int ipv4 get dynamicport tcp',
      1,
      'The following command was not found: int ipv4 get dynamicport tcp.\r\n\r\n',
    ],
  ])('%s is answered on stdout alone', (_, options, before, line, exitCode, stdout) => {
    const machine = plain(options);
    for (const each of before) run(machine, each);
    expect(shown(machine, line)).toEqual([exitCode, stdout, '']);
  });

  it('follows the switches', () => {
    const ofSwitch = (switches: MachineOptions['switches'], line: string, elevated = true) =>
      shown(plain({ elevated, ...(switches && { switches }) }), line);
    const missing = 'netsh int ipv4 del ex tcp 8065 1';
    expect(ofSwitch({ deleteNotFoundError: 1168 }, missing)[1]).toBe('Element not found.\r\n\r\n');
    expect(ofSwitch({ netshErrorTrailingBlankLine: false }, add, false)[1]).toBe(ELEVATION.slice(0, -2));
    expect(ofSwitch({ showBadArgumentsExitCode: 0 }, 'netsh int ipv4 show ex')[0]).toBe(0);
    expect(ofSwitch({ checksSyntaxBeforeElevation: false }, 'netsh int ipv4 add ex', false)[1]).toBe(
      ELEVATION,
    );
    expect(ofSwitch({ checksSyntaxBeforeElevation: true }, 'netsh int ipv4 add ex', false)[1]).toContain(
      MISSING,
    );
  });

  it('reports the elevation in German words where Windows is German', () => {
    expect(shown(plain({ elevated: false, locale: 'de' }), add)[1]).toBe(
      'Für den angeforderten Vorgang sind erhöhte Rechte erforderlich (Als Administrator ausführen).\r\n\r\n',
    );
  });

  it('shows the syntax after a malformed command', () => {
    const usage =
      '\r\nUsage: show excludedportrange [protocol=]tcp|udp\r\n             [[store=]active|persistent]\r\n\r\n';
    expect(shown(plain(), 'netsh int ipv4 show ex')).toEqual([1, MISSING + SYNTAX + usage, '']);
    expect(shown(plain(), 'netsh int ipv4 show ex sctp')).toEqual([1, SYNTAX + usage, '']);
  });
});

describe('show dynamicportrange', () => {
  it('prints what set has stored', () => {
    const machine = plain();
    run(machine, 'netsh int ipv4 set dynamic tcp start=1024 num=13977');
    const expected =
      '\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 1024\r\nNumber of Ports : 13977\r\n\r\n';
    expect(shown(machine, 'netsh int ipv4 show dynamic protocol=tcp')).toEqual([0, expected, '']);
    expect(run(machine, 'netsh int ipv6 sh dyn tcp').stdout).toBe(expected);
  });

  it.each<[Locale, string[]]>([
    [
      'zh-CN',
      ['协议 udp 动态端口范围', '-'.repeat(33), '启动端口        : 49152', '端口数          : 16384'],
    ],
    [
      'ru',
      [
        'Протокол udp Динамический диапазон портов',
        '-'.repeat(33),
        'Начальный порт      : 49152',
        'Число портов : 16384',
      ],
    ],
  ])('has the labels and blanks of %s', (locale, lines) => {
    const { stdout } = run(plain({ locale }), 'netsh int ipv4 show dynamic udp');
    expect(stdout).toBe(`\r\n${lines.join('\r\n')}\r\n\r\n`);
  });
});

describe('usage of add excludedportrange', () => {
  it('is the captured page in Spanish', () => {
    const { exitCode, stdout } = run(plain({ locale: 'es' }), 'netsh interface ipv4 add excludedportrange ?');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        '',
        'Uso: add excludedportrange [protocol=]tcp|udp',
        '             [startport=]<entero> [numberofports=]<entero>',
        '             [[store=]active|persistent]',
        '',
        'Parámetros:',
        '',
        '      Etiqueta           Valor',
        '      protocol       - Uno de los valores siguientes:',
        '                       tcp: agrega una exclusión para TCP.',
        '                       udp: agrega una exclusión para UDP.',
        '      startport      - El número de puerto inicial para una exclusión.',
        '      numberofports  - El número de puertos comenzando desde startport',
        '                       para una exclusión.',
        '      store          - Uno de los valores siguientes:',
        '                       active:     configuración solo dura hasta',
        '                                   siguiente arranque.',
        '                       persistent: el cambio es permanente.',
        '                                   Este es el valor predeterminado.',
        '',
        'Notas: agrega una exclusión para un bloque consecutivo de puertos.',
        '',
        'Ejemplo:',
        '',
        '      add excludedportrange protocol=tcp startport=50000 numberofports=20',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('keeps netsh’s own words in every language', () => {
    for (const locale of LOCALES) {
      const { stdout } = run(plain({ locale }), 'netsh int ip delete ex /?');
      expect(stdout).toContain('delete excludedportrange [protocol=]tcp|udp');
      expect(stdout).toMatch(/^ {6}numberofports {2}- /m);
    }
  });
});

describe('portproxy', () => {
  const add =
    'netsh interface portproxy add v4tov4 listenport=4000 listenaddress=0.0.0.0 connectport=4001 connectaddress=192.168.101.100';

  it('prints a blank line for success and for no rule', () => {
    const machine = plain();
    expect(shown(machine, 'netsh int portproxy show all')).toEqual([0, '\r\n', '']);
    expect(shown(machine, add)).toEqual([0, '\r\n', '']);
  });

  it('prints its table, and replaces a rule that is added again', () => {
    const machine = plain();
    run(machine, add);
    run(machine, add.replace('4001', '4000'));
    const expected =
      '\r\nListen on ipv4:             Connect to ipv4:\r\n\r\nAddress         Port        Address         Port\r\n--------------- ----------  --------------- ----------\r\n0.0.0.0         4000        192.168.101.100 4000\r\n\r\n';
    expect(shown(machine, 'netsh int portproxy show v4tov4')).toEqual([0, expected, '']);
    expect(run(machine, 'netsh int portproxy show all').stdout).toBe(expected);
    expect(run(machine, 'netsh int portproxy show v6tov4').stdout).toBe('\r\n');
  });

  it('shows a table for each pair of families', () => {
    const machine = plain();
    run(machine, add);
    run(machine, 'netsh int portproxy add v4tov6 9090 ::1');
    const { stdout } = run(machine, 'netsh int portproxy show all');
    expect(stdout).toContain('Listen on ipv4:             Connect to ipv6:\r\n');
    expect(stdout).toContain('*               9090        ::1             9090\r\n');
  });

  it.each([
    ['the Korean', 'ko', 'ipv4 수신 대기:             ipv4에 연결:'],
    ['the Chinese', 'zh-CN', '侦听 ipv4:                 连接到 ipv4:'],
  ] as const)('has %s title', (_, locale, title) => {
    const machine = plain({ locale });
    run(machine, add);
    expect(run(machine, 'netsh int portproxy show all').stdout.split('\r\n')[1]).toBe(title);
  });

  it('dumps a script', () => {
    const machine = plain();
    run(machine, 'netsh int portproxy add v4tov4 1024 192.168.198.200 1025');
    expect(run(machine, 'netsh int portproxy dump').stdout).toContain(
      '\r\nreset\r\nadd v4tov4 listenport=1024 connectaddress=192.168.198.200 connectport=1025\r\n',
    );
  });

  it.each<[string, MachineOptions, string, string]>([
    [
      'a deletion of none',
      {},
      'delete v4tov4 listenport=1 listenaddress=0.0.0.0',
      'The system cannot find the file specified.\r\n\r\n',
    ],
    ['a rule without elevation', { elevated: false }, 'add v4tov4 80', ELEVATION],
    ['a reset without elevation', { elevated: false }, 'reset', ELEVATION],
    ['an impossible port', {}, 'add v4tov4 70000', 'The parameter is incorrect.\r\n\r\n'],
    ['an address of the other family', {}, 'add v4tov6 80 10.0.0.1', 'The parameter is incorrect.\r\n\r\n'],
  ])('refuses %s', (_, options, line, stdout) => {
    expect(shown(plain(options), `netsh int portproxy ${line}`)).toEqual([1, stdout, '']);
  });
});

describe('http', () => {
  it('names the ports of http.sys', () => {
    expect(run(plain(), 'netsh http show servicestate').stdout).toContain('HTTP://+:5357/\r\n');
    expect(run(plain(), 'netsh http show urlacl').stdout).toContain('http://+:5357/\r\n');
  });
});

describe('what netsh does not do here', () => {
  it.each(['netsh', 'netsh int ipv4 show addresses', 'netsh wlan show networks'])(
    '%s fails and says so',
    (line) => {
      const { exitCode, stdout, stderr } = run(plain(), line);
      expect([exitCode, stderr]).toEqual([1, '']);
      expect(stdout).toMatch(/simulated/);
    },
  );

  it('lists a context’s commands where a command is missing', () => {
    expect(run(plain(), 'netsh int ipv4 add').stdout).toContain('\r\nexcludedportrange\r\n');
  });
});
