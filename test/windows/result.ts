import type { CommandResult } from '../../toolkit/host/command.ts';

/** How some command ended; which one does not matter to a parser. */
export function ended(exitCode: number, stdout = '', stderr = ''): CommandResult {
  const command = { file: 'sc.exe', args: [], effect: 'read' } as const;
  return { command, exitCode, stdout, stderr, durationMs: 1 };
}
