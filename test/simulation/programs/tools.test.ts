import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../../../toolkit/host/command.ts';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { PROGRAM_NAMES, runProgram } from '../../../toolkit/simulation/programs/index.ts';
import { run, shown } from './run.ts';

const plain = (options: MachineOptions = {}) => createMachine({ hyperV: false, ...options });
const TCPIP = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const TCPIP_FULL = TCPIP.replace('HKLM', 'HKEY_LOCAL_MACHINE');
const HNS = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\hns\\State';
const NOT_FOUND = 'ERROR: The system was unable to find the specified registry key or value.\r\n';
const DONE = 'The operation completed successfully.\r\n';

describe('reg', () => {
  it.each([
    [
      `reg query ${TCPIP} /v MaxUserPort`,
      0,
      `\r\n${TCPIP_FULL}\r\n    MaxUserPort    REG_DWORD    0xfffe\r\n\r\n`,
      '',
    ],
    [
      `REG QUERY ${TCPIP.toLowerCase()} /V maxuserport`,
      0,
      `\r\n${TCPIP_FULL}\r\n    MaxUserPort    REG_DWORD    0xfffe\r\n\r\n`,
      '',
    ],
    [`reg query ${TCPIP}`, 0, `\r\n${TCPIP_FULL}\r\n    MaxUserPort    REG_DWORD    0xfffe\r\n\r\n`, ''],
    [`reg query ${TCPIP} /v Other`, 1, '', NOT_FOUND],
    [`reg query ${HNS} /v EnableExcludedPortRange`, 1, '', NOT_FOUND],
    ['reg query HKXX\\Software', 1, '', 'ERROR: Invalid key name.\r\n'],
    [`reg query ${TCPIP} /bad`, 1, '', 'ERROR: Invalid syntax.\r\nType "REG QUERY /?" for usage.\r\n'],
    [`reg delete ${TCPIP} /v MaxUserPort /f`, 0, DONE, ''],
    [`reg delete ${TCPIP} /v Other /f`, 1, '', NOT_FOUND],
    [`reg add ${HNS} /v X /t REG_WRONG /d 1 /f`, 1, '', 'ERROR: Invalid type specified for /t.\r\n'],
  ])('%s', (line, exitCode, stdout, stderr) => {
    expect(shown(plain({ maxUserPort: 65534 }), line)).toEqual([exitCode, stdout, stderr]);
  });

  it('writes text where the type of a number is left out', () => {
    const machine = plain();
    run(machine, `reg add ${HNS} /v EnableExcludedPortRange /d 0 /f`);
    expect(run(machine, `reg query ${HNS} /v EnableExcludedPortRange`).stdout).toContain(
      '    REG_SZ    0\r\n',
    );
    expect(shown(machine, `reg add ${HNS} /v enableexcludedportrange /t REG_DWORD /d 16 /f`)).toEqual([
      0,
      DONE,
      '',
    ]);
    expect(run(machine, `reg query ${HNS}`).stdout).toContain(
      '    EnableExcludedPortRange    REG_DWORD    0x10\r\n',
    );
  });

  it('neither overwrites nor deletes without /f, for nobody answers its question', () => {
    const machine = plain({ maxUserPort: 65534 });
    const before = structuredClone(machine.registry);
    expect(run(machine, `reg add ${TCPIP} /v MaxUserPort /t REG_DWORD /d 1`).exitCode).toBe(1);
    expect(run(machine, `reg delete ${TCPIP} /v MaxUserPort`).exitCode).toBe(1);
    expect(run(machine, `reg delete ${TCPIP}`).exitCode).toBe(1);
    expect(machine.registry).toEqual(before);
  });

  it('changes HKLM elevated only', () => {
    const denied = [1, '', 'ERROR: Access is denied.\r\n'];
    const machine = plain({ elevated: false, maxUserPort: 65534 });
    expect(shown(machine, `reg add ${HNS} /v X /d 0 /f`)).toEqual(denied);
    expect(shown(machine, `reg delete ${TCPIP} /v MaxUserPort /f`)).toEqual(denied);
  });

  it('shows portproxy rules where IP Helper keeps them', () => {
    const machine = plain();
    run(machine, 'netsh int portproxy add v4tov4 4000 192.168.101.100 4001 0.0.0.0');
    const { stdout } = run(
      machine,
      'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\PortProxy\\v4tov4\\tcp',
    );
    expect(stdout).toContain('    0.0.0.0/4000    REG_SZ    192.168.101.100/4001\r\n');
  });

  it('lists the keys below one, and deletes a key with what is below it', () => {
    const machine = plain({ maxUserPort: 65534 });
    const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';
    expect(run(machine, `reg query ${services}`).stdout).toContain(`\r\n${services}\\Tcpip\r\n`);
    expect(run(machine, `reg delete ${services}\\Tcpip /f`).exitCode).toBe(0);
    expect(run(machine, `reg query ${TCPIP}`).exitCode).toBe(1);
  });
});

const ENABLE = 'dism /online /enable-feature /featurename:Microsoft-Hyper-V /all /norestart';

describe('dism', () => {
  it('ends with 3010, and with /norestart says nothing of a restart', () => {
    const machine = plain();
    const { exitCode, stdout, stderr } = run(machine, ENABLE);
    expect([exitCode, stderr, machine.features['Microsoft-Hyper-V']]).toEqual([3010, '', 'EnablePending']);
    expect(stdout).toMatch(/^\r\nDeployment Image Servicing and Management tool\r\nVersion: [\d.]+\r\n\r\n/);
    expect(stdout).toContain(
      'Enabling feature(s)\r\n[==========================100.0%==========================] \r\nThe operation completed successfully.\r\n',
    );
    expect(stdout).not.toContain('Restart');
  });

  it('takes the other spelling, and asks about the restart', () => {
    const { exitCode, stdout } = run(plain(), 'dism /Online /Enable-Feature:Microsoft-Hyper-V /All');
    expect(exitCode).toBe(3010);
    expect(stdout).toContain(
      'Restart Windows to complete this operation.\r\nDo you want to restart the computer now? (Y/N) ',
    );
  });

  it('has nothing to do for a feature that is enabled', () => {
    expect(run(createMachine(), ENABLE).exitCode).toBe(0);
    expect(run(createMachine(), ENABLE.replace('enable', 'disable')).exitCode).toBe(3010);
  });

  it('marks the machine for a restart with /quiet alone', () => {
    const machine = plain();
    expect(shown(machine, `${ENABLE.replace(' /norestart', '')} /quiet`)).toEqual([3010, '', '']);
    expect(machine.restartPending).toBe(true);
  });

  it.each([
    [
      'without elevation',
      { elevated: false },
      ENABLE,
      740,
      'Error: 740\r\n\r\nElevated permissions are required to run DISM.',
    ],
    [
      'an unknown feature',
      {},
      ENABLE.replace('Microsoft-Hyper-V', 'Nonsense'),
      0x800f080c,
      'Error: 0x800f080c\r\n\r\nFeature name Nonsense is unknown.',
    ],
    [
      'an unknown option',
      {},
      `${ENABLE} /frobnicate`,
      87,
      'Error: 87\r\n\r\nThe frobnicate option is unknown.',
    ],
    ['no command', {}, 'dism /online', 1639, 'Error: 1639'],
  ])('refuses %s', (_, options, line, code, text) => {
    const { exitCode, stdout, stderr } = run(plain(options), line);
    expect([exitCode, stderr]).toEqual([code, '']);
    expect(stdout).toContain(text);
  });

  it('lists features', () => {
    expect(run(plain(), 'dism /online /get-features').stdout).toContain(
      'Feature Name : VirtualMachinePlatform\r\nState : Disabled\r\n',
    );
    expect(run(plain(), 'dism /online /get-featureinfo /featurename:containers').stdout).toContain(
      'Containers',
    );
  });
});

describe('shutdown', () => {
  it('marks the machine for a restart, and takes it back', () => {
    const machine = plain();
    expect(shown(machine, 'shutdown /r /t 0')).toEqual([0, '', '']);
    expect(machine.restartPending).toBe(true);
    expect(shown(machine, 'shutdown /a')).toEqual([0, '', '']);
    expect(machine.restartPending).toBe(false);
    expect(run(machine, 'shutdown -a').exitCode).toBe(1116);
  });

  it('does not take back what a feature waits for', () => {
    const machine = plain();
    run(machine, ENABLE);
    run(machine, 'shutdown /a');
    expect(machine.restartPending).toBe(true);
  });
});

const TASK =
  'schtasks /create /tn Portwright /tr "C:\\a b\\resume.cmd" /sc onstart /ru SYSTEM /rl highest /f';

describe('schtasks', () => {
  it('creates, shows, runs and deletes a task', () => {
    const machine = plain();
    expect(shown(machine, TASK)).toEqual([
      0,
      'SUCCESS: The scheduled task "Portwright" has successfully been created.\r\n',
      '',
    ]);
    expect(machine.tasks).toEqual({
      Portwright: { run: 'C:\\a b\\resume.cmd', schedule: 'onstart', user: 'SYSTEM' },
    });
    expect(run(machine, 'schtasks /query /tn \\portwright').stdout).toMatch(/^Portwright +N\/A +Ready *\r$/m);
    expect(run(machine, 'schtasks /run /tn Portwright').exitCode).toBe(0);
    expect(run(machine, 'schtasks /delete /tn Portwright').exitCode).toBe(1);
    expect(run(machine, 'schtasks /delete /tn Portwright /f').exitCode).toBe(0);
    expect(machine.tasks).toEqual({});
  });

  it.each([
    [
      'a task that is not there',
      {},
      'schtasks /query /tn Nope',
      'ERROR: The system cannot find the file specified.\r\n',
    ],
    [
      'a deletion of none',
      {},
      'schtasks /delete /tn Nope /f',
      'ERROR: The system cannot find the file specified.\r\n',
    ],
    ['a task without elevation', { elevated: false }, TASK, 'ERROR: Access is denied.\r\n'],
    [
      'a missing option',
      {},
      'schtasks /create /tn T /sc onlogon',
      'ERROR: Invalid syntax. Mandatory option /tr is missing.\r\nType "SCHTASKS /CREATE /?" for usage.\r\n',
    ],
    [
      'a command that is too long',
      {},
      `schtasks /create /tn T /tr ${'x'.repeat(262)} /sc onlogon`,
      'ERROR: Invalid syntax. Value for /tr option cannot be more than 261 character(s).\r\n',
    ],
  ])('refuses %s', (_, options, line, stderr) => {
    expect(shown(plain(options), line)).toEqual([1, '', stderr]);
  });

  it('does not replace a task without /f', () => {
    const machine = plain();
    run(machine, TASK);
    expect(run(machine, TASK.replace('resume', 'other').replace(' /f', '')).exitCode).toBe(1);
    expect(machine.tasks.Portwright?.run).toContain('resume');
  });
});

describe('netstat', () => {
  it('has Windows’ columns', () => {
    const lines = run(plain(), 'netstat -ano').stdout.split('\r\n');
    expect(lines.slice(0, 4)).toEqual([
      '',
      'Active Connections',
      '',
      '  Proto  Local Address          Foreign Address        State           PID',
    ]);
    expect(lines).toContain('  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1012');
    expect(lines).toContain('  UDP    0.0.0.0:5353           *:*                                    1180');
  });

  it('shows what the options ask for', () => {
    expect(run(plain(), 'netstat -n').stdout).not.toContain('LISTENING');
    expect(run(plain(), 'netstat -a -n -p udp').stdout).not.toContain('TCP ');
    expect(run(plain({ elevated: false }), 'netstat -anb').exitCode).toBe(1);
  });
});

describe('chcp', () => {
  it.each([
    ['chcp', 0, 'Active code page: 437\r\n'],
    ['chcp 65001', 0, 'Active code page: 65001\r\n'],
    ['chcp 1', 1, 'Invalid code page\r\n'],
    ['chcp x', 1, 'Parameter format not correct - x\r\n'],
  ])('%s', (line, exitCode, stdout) => {
    expect(shown(plain(), line)).toEqual([exitCode, stdout, '']);
  });
});

describe('wsl', () => {
  it('writes UTF-16 unless it is told otherwise, and lets Linux through as it is', () => {
    const machine = createMachine();
    const encodings = [
      runProgram(machine, 'wsl.exe', ['--list']).encoding,
      runProgram(machine, 'wsl.exe', ['--list'], { WSL_UTF8: '1' }).encoding,
      runProgram(machine, 'wsl.exe', ['hostname', '-I']).encoding,
    ];
    expect(encodings).toEqual(['utf16le', 'utf8', 'utf8']);
    expect(run(machine, 'wsl hostname -I').stdout).toMatch(/^\d[\d.]+( [\d.]+)* \n$/);
  });

  it('lists distributions', () => {
    const machine = createMachine({ wslRunning: false });
    expect(shown(machine, 'wsl -l -q')).toEqual([0, 'Ubuntu\r\ndocker-desktop\r\n', '']);
    expect(shown(machine, 'wsl --list --running --quiet')).toEqual([0, 'docker-desktop\r\n', '']);
    expect(run(machine, 'wsl -l -v').stdout).toBe(
      '  NAME              STATE           VERSION\r\n* Ubuntu            Stopped         2\r\n  docker-desktop    Running         2\r\n',
    );
  });

  it('shuts down silently, Docker with it, and then runs nothing', () => {
    const machine = createMachine();
    expect(shown(machine, 'wsl --shutdown')).toEqual([0, '', '']);
    expect(machine.docker.running).toBe(false);
    expect(shown(machine, 'wsl --list --running --quiet')).toEqual([
      4294967295,
      'There are no running distributions.\r\n',
      '',
    ]);
  });

  it('names its error codes', () => {
    expect(shown(createMachine(), 'wsl -d Nope true')).toEqual([
      4294967295,
      'There is no distribution with the supplied name.\r\nError code: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n',
      '',
    ]);
    expect(run(createMachine(), 'wsl --frobnicate').stdout).toContain('Wsl/E_INVALIDARG');
    expect(run(plain(), 'wsl --shutdown').exitCode).toBe(1);
  });

  it('starts a distribution for a command in it', () => {
    const machine = createMachine({ wslRunning: false });
    expect(run(machine, 'wsl -d Ubuntu -- hostname -i').stdout).toBe('127.0.1.1\n');
    expect(machine.wsl.distributions.find(({ name }) => name === 'Ubuntu')?.running).toBe(true);
    expect(run(machine, 'wsl cat /etc/os-release').exitCode).toBe(127);
  });
});

describe('the programs', () => {
  it('are those that the toolkit may start', () => {
    expect([...PROGRAM_NAMES].toSorted()).toEqual([...PROGRAMS].toSorted());
  });

  it('are found by name, with or without their ending, in any case', () => {
    const machine = plain();
    const answers = ['chcp', 'chcp.com', 'CHCP'].map((file) => runProgram(machine, file, []).stdout);
    expect(new Set(answers).size).toBe(1);
  });

  it('do not include others', () => {
    expect(shown(plain(), 'frobnicate --now')).toEqual([
      9009,
      '',
      "'frobnicate' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n",
    ]);
  });
});
