import type { DefineCommand } from './commands.ts';
import { runCli } from './run-cli.ts';
import { processTerminal } from './terminal.ts';

/** Runs the command line of this process and sets its exit code. The first Ctrl-C interrupts, further ones wait for the undo. */
export async function runProcess(commands: readonly DefineCommand[]): Promise<void> {
  const interrupt = new AbortController();
  const onInterrupt = () => {
    if (interrupt.signal.aborted) process.stderr.write('still putting back what was done\n');
    interrupt.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  // A console window that is closed: Windows leaves ten seconds to put things back.
  process.on('SIGHUP', onInterrupt);
  // A reader that has gone away (`| head`) is no reason to leave a run half done.
  process.stdout.on('error', ignoreBrokenPipe);
  process.stderr.on('error', ignoreBrokenPipe);
  try {
    process.exitCode = await runCli(process.argv.slice(2), processTerminal(interrupt.signal), commands);
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    process.off('SIGHUP', onInterrupt);
  }
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
