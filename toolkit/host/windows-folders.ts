import { win32 } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value. Windows does not tell `ProgramFiles` from `PROGRAMFILES`. @returns undefined when unset or empty. */
export function environmentValue(environment: Environment, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = Object.keys(environment).find((key) => key.toLowerCase() === wanted);
  return (found !== undefined && environment[found]) || undefined;
}

/** `%SystemRoot%`, or `C:\Windows` where it is unset. */
export function systemRootFolder(environment: Environment): string {
  return environmentValue(environment, 'SystemRoot') ?? 'C:\\Windows';
}

/** `%ProgramFiles%`, or `C:\Program Files` where it is unset. */
export function programFilesFolder(environment: Environment): string {
  return environmentValue(environment, 'ProgramFiles') ?? 'C:\\Program Files';
}

/**
 * Absolute path of one of Windows' own programs. Node for x64 and arm64 sees the real System32, so `Sysnative` is not needed;
 * a 32-bit Node, last published as version 22, would be led to SysWOW64 and is not supported.
 */
export function windowsProgram(environment: Environment, ...path: readonly string[]): string {
  return win32.join(systemRootFolder(environment), 'System32', ...path);
}
