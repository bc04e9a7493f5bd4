import type { Command } from '../host/command.ts';

/** Restarts Windows now. A shutdown and start is no substitute: Fast Startup keeps the kernel, and with it winnat's blocks. */
export function restartWindows(): Command {
  return { file: 'shutdown.exe', args: ['/r', '/t', '0'], effect: 'write' };
}
