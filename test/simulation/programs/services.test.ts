import { describe, expect, it } from 'vitest';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { LOCALES } from '../../../toolkit/simulation/machine-state.ts';
import { run, shown } from './run.ts';

const stopped = (options: MachineOptions = {}) => {
  const machine = createMachine(options);
  run(machine, 'net stop winnat');
  return machine;
};

const STOPPED = '\r\nThe Windows NAT Driver service was stopped successfully.\r\n\r\n';
const STARTED = '\r\nThe Windows NAT Driver service was started successfully.\r\n\r\n';
const help = (text: string, number: number) =>
  `${text}\r\n\r\nMore help is available by typing NET HELPMSG ${number}.\r\n\r\n`;
const NOT_STARTED = help('The Windows NAT Driver service is not started.', 3521);
const DENIED = 'System error 5 has occurred.\r\n\r\nAccess is denied.\r\n\r\n';

describe('net', () => {
  it.each([
    ['stops winnat', createMachine, 'net stop winnat', [0, STOPPED, '']],
    ['stops it by its display name', createMachine, 'net stop "windows nat driver"', [0, STOPPED, '']],
    ['starts winnat', stopped, 'net start winnat', [0, STARTED, '']],
    ['does not stop it twice', stopped, 'net stop winnat', [2, '', NOT_STARTED]],
    [
      'does not start it twice',
      createMachine,
      'net start winnat',
      [2, '', help('The requested service has already been started.', 2182)],
    ],
    [
      'knows no such service',
      createMachine,
      'net stop nosuch',
      [2, '', help('The service name is invalid.', 2185)],
    ],
    [
      'says what a service that is no driver is doing',
      createMachine,
      'net stop hns',
      [
        0,
        'The Host Network Service service is stopping.\r\nThe Host Network Service service was stopped successfully.\r\n\r\n',
        '',
      ],
    ],
    [
      'answers net session of an administrator',
      createMachine,
      'net session',
      [0, 'There are no entries in the list.\r\n\r\n', ''],
    ],
  ] as const)('%s', (_, make, line, expected) => {
    expect(shown(make(), line)).toEqual(expected);
  });

  it('finds an unelevated stop harmless where winnat does not run, and the start after it denied', () => {
    const machine = stopped();
    machine.elevated = false;
    expect(shown(machine, 'net stop winnat')).toEqual([2, '', NOT_STARTED]);
    expect(shown(machine, 'net start winnat')).toEqual([2, '', DENIED]);
    expect(shown(machine, 'net session')).toEqual([2, '', DENIED]);
  });

  it('asks before it stops dependents, takes silence for no, and stops them with /y', () => {
    const machine = createMachine({
      services: [{ name: 'leaf', displayName: 'Leaf Service' }],
      winnatDependents: ['leaf'],
    });
    const asked = run(machine, 'net stop winnat');
    expect([asked.exitCode, machine.services.winnat?.status]).toEqual([2, 'running']);
    expect(asked.stdout).toContain('\r\n   Leaf Service\r\n');
    expect(asked.stdout).toContain('(Y/N) [Y]: ');
    const forced = run(machine, 'net stop winnat /Y');
    expect([forced.exitCode, machine.services.winnat?.status, machine.services.leaf?.status]).toEqual([
      0,
      'stopped',
      'stopped',
    ]);
    expect(
      forced.stdout.endsWith(`The Leaf Service service was stopped successfully.\r\n\r\n${STOPPED}`),
    ).toBe(true);
  });

  it('names error 32 where a start is blocked', () => {
    const machine = stopped({
      switches: { publishedWhileDownBlocksStart: true },
      containers: [{ name: 'web', image: 'web', ports: [8081], start: false }],
    });
    run(machine, 'docker start web');
    expect(shown(machine, 'net start winnat')).toEqual([
      2,
      '',
      'System error 32 has occurred.\r\n\r\nThe process cannot access the file because it is being used by another process.\r\n\r\n',
    ]);
  });

  it('reports a service that does not stop in time', () => {
    const machine = createMachine({ faults: [{ kind: 'stuck-stop', service: 'winnat', ms: 60_000 }] });
    const result = run(machine, 'net stop winnat');
    expect([result.exitCode, machine.services.winnat?.status]).toEqual([2, 'stop-pending']);
    expect(result.stderr).toBe('The Windows NAT Driver service could not be stopped.\r\n\r\n');
  });

  it.each([
    ['ko', 'Windows NAT Driver 서비스를 잘 멈추었습니다.', 'Windows NAT Driver 서비스가 잘 시작되었습니다.'],
    ['zh-CN', 'Windows NAT Driver 服务已成功停止。', 'Windows NAT Driver 服务已经启动成功。'],
  ] as const)('has the captured sentences in %s', (locale, stop, start) => {
    const machine = createMachine({ locale });
    expect(run(machine, 'net stop winnat').stdout).toBe(`\r\n${stop}\r\n\r\n`);
    expect(run(machine, 'net start winnat').stdout).toBe(`\r\n${start}\r\n\r\n`);
  });

  it('has the captured errors in Chinese', () => {
    const machine = createMachine({ locale: 'zh-CN', elevated: false });
    expect(run(machine, 'net stop winnat').stderr).toBe('发生系统错误 5。\r\n\r\n拒绝访问。\r\n\r\n');
    machine.elevated = true;
    expect(run(machine, 'net start winnat').stderr).toMatch(/^请求的服务已经启动。\r\n\r\n/);
  });

  it('keeps the number of a help message in every language', () => {
    for (const locale of LOCALES) {
      expect(run(createMachine({ locale }), 'net start winnat').stderr).toContain('NET HELPMSG 2182');
    }
  });
});

const block = (name: string, type: string, ...state: string[]) =>
  [
    '',
    `SERVICE_NAME: ${name} `,
    `        TYPE               : ${type}  `,
    ...state,
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '        CHECKPOINT         : 0x0',
    '        WAIT_HINT          : 0x0',
    '',
  ].join('\r\n');

const RUNNING = block(
  'winnat',
  '1  KERNEL_DRIVER',
  '        STATE              : 4  RUNNING ',
  '                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)',
  '        WIN32_EXIT_CODE    : 0  (0x0)',
);
const NEVER_STARTED = block(
  'SharedAccess',
  '20  WIN32_SHARE_PROCESS',
  '        STATE              : 1  STOPPED ',
  '        WIN32_EXIT_CODE    : 1077  (0x435)',
);

describe('sc', () => {
  it.each([
    ['a running driver', 'sc query winnat', 0, RUNNING],
    ['a service that was never started', 'sc query SharedAccess', 0, NEVER_STARTED],
    [
      'a service that is not there',
      'sc query nosuch',
      1060,
      '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\nThe specified service does not exist as an installed service.\r\n\r\n',
    ],
    ['no dependents', 'sc enumdepend winnat 16384', 0, '[SC] EnumDependentServices: entriesRead = 0\r\n'],
  ])('shows %s', (_, line, exitCode, stdout) => {
    expect(shown(createMachine(), line)).toEqual([exitCode, stdout, '']);
  });

  it('shows that hns waits for the preshutdown notice', () => {
    expect(run(createMachine(), 'sc query hns').stdout).toContain(
      'TYPE               : 30  WIN32  \r\n        STATE              : 4  RUNNING \r\n                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_PRESHUTDOWN)\r\n',
    );
  });

  it('stops and starts, elevated only', () => {
    const machine = createMachine();
    expect(run(machine, 'sc stop winnat').stdout).toContain('STATE              : 1  STOPPED ');
    expect(run(machine, 'sc stop winnat').exitCode).toBe(1062);
    machine.elevated = false;
    expect(shown(machine, 'sc start winnat')).toEqual([
      5,
      '[SC] StartService: OpenService FAILED 5:\r\n\r\nAccess is denied.\r\n\r\n',
      '',
    ]);
    machine.elevated = true;
    expect(run(machine, 'sc start winnat').stdout).toBe(RUNNING);
  });

  it('lists what it depends on and what depends on it', () => {
    const machine = createMachine({
      services: [{ name: 'leaf', displayName: 'Leaf Service' }],
      winnatDependents: ['leaf'],
    });
    const { stdout } = run(machine, 'sc enumdepend winnat');
    expect(stdout).toContain('entriesRead = 1\r\n\r\nSERVICE_NAME: leaf \r\nDISPLAY_NAME: Leaf Service\r\n');
    expect(run(machine, 'sc qc leaf').stdout).toContain('        DEPENDENCIES       : winnat\r\n');
    expect(run(machine, 'sc qc winnat').stdout).toContain(
      '        TYPE               : 1  KERNEL_DRIVER\r\n',
    );
  });

  it('does not know other verbs', () => {
    expect(run(createMachine(), 'sc frobnicate').exitCode).toBe(1639);
  });
});
