/**
 * Every program the toolkit may start. A host finds each by an absolute path of its own choosing;
 * a name outside this list cannot be written.
 */
export const PROGRAMS = [
  'netsh.exe',
  'net.exe',
  'sc.exe',
  'reg.exe',
  'dism.exe',
  'shutdown.exe',
  'schtasks.exe',
  'netstat.exe',
  'chcp.com',
  'wsl.exe',
  'hnsdiag.exe',
  'docker.exe',
] as const;
export type Program = (typeof PROGRAMS)[number];

/** What one process is asked to do. Arguments reach it verbatim: there is no shell and no command string. */
export interface Command {
  readonly file: Program;
  readonly args: readonly string[];
  /** A read-only host refuses `write`, so a plan cannot change anything. */
  readonly effect: 'read' | 'write';
  /** Longest time the command may take, in milliseconds. @defaultValue 30000 */
  readonly timeoutMs?: number;
}

/** How a command ended. Both streams are kept whole and decoded; netsh prints its errors on stdout. */
export interface CommandResult {
  readonly command: Command;
  /** As the process left it; off Windows only the low eight bits arrive. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** The command as a person would type it. For display only: nothing parses or runs this text. */
export function displayCommand(command: Command): string {
  const words = [command.file.replace(/\.(exe|com)$/, ''), ...command.args];
  return words.map((word) => (/^[^\s"]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`)).join(' ');
}
