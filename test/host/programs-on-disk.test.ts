import { expect, test } from 'vitest';
import { candidatePaths, locateProgram } from '../../toolkit/host/programs-on-disk.ts';

const environment = {
  SYSTEMROOT: 'D:\\Windows',
  ProgramFiles: 'D:\\Program Files',
  Path: [
    'D:\\Windows\\System32',
    'C:\\Users\\me\\bin',
    '"D:\\Program Files\\Other Docker"',
    'D:\\Program Files Fake',
    'D:\\Program Files\\..\\Users\\me',
    'relative',
    '',
  ].join(';'),
};
const DESKTOP = 'D:\\Program Files\\Docker\\Docker\\resources\\bin\\docker.exe';

test.each(['netsh.exe', 'net.exe', 'chcp.com', 'wsl.exe', 'shutdown.exe'] as const)(
  '%s is System32 itself and never in PATH',
  (program) => {
    expect(candidatePaths(program, { environment, isElevated: false })).toEqual([
      `D:\\Windows\\System32\\${program}`,
    ]);
  },
);

test('PowerShell is the one that Windows has', () => {
  expect(candidatePaths('powershell.exe', { environment: {}, isElevated: true })).toEqual([
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  ]);
});

test('docker.exe is where Docker Desktop puts it, then in PATH', () => {
  expect(candidatePaths('docker.exe', { environment, isElevated: false })).toEqual([
    DESKTOP,
    'D:\\Windows\\System32\\docker.exe',
    'C:\\Users\\me\\bin\\docker.exe',
    'D:\\Program Files\\Other Docker\\docker.exe',
    'D:\\Program Files Fake\\docker.exe',
    'D:\\Users\\me\\docker.exe',
  ]);
});

test('an elevated process looks for docker.exe only where nobody else can write', () => {
  expect(candidatePaths('docker.exe', { environment, isElevated: true })).toEqual([
    DESKTOP,
    'D:\\Windows\\System32\\docker.exe',
    'D:\\Program Files\\Other Docker\\docker.exe',
  ]);
});

test('a folder of stand-ins holds every program', () => {
  const place = { environment, systemRoot: '/stand-ins', isElevated: true };
  expect(candidatePaths('docker.exe', place)).toEqual(['/stand-ins/docker.exe']);
  expect(candidatePaths('powershell.exe', place)).toEqual(['/stand-ins/powershell.exe']);
});

test('a program that is nowhere is an error with every path, and why PATH was not believed', () => {
  const locate = () => locateProgram('docker.exe', { environment, isElevated: true });
  expect(locate).toThrow(expect.objectContaining({ code: 'host.program-missing' }));
  expect(locate).toThrow(DESKTOP);
  expect(locate).toThrow('elevated');
});
