import { type Command, Option } from 'commander';
import { WSL, WSL_SIDE } from '../diagnosis/machine-options.ts';
import type { DegradedAnswer } from '../host/ask-fallback.ts';
import type { Host } from '../host/host.ts';
import type { Terminal } from './terminal.ts';

/** The options that name the machine. */
export interface HostOptions {
  readonly host: 'auto' | 'windows' | 'linux' | 'simulated';
  readonly systemRoot?: string;
  readonly state?: string;
  readonly json?: boolean;
}

/** The options of everything that changes a machine. */
export interface ChangeOptions extends HostOptions {
  readonly yes?: boolean;
}

export function addHostOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--host <kind>', 'the machine: this one, or a simulated Windows')
        .choices(['auto', 'windows', 'linux', 'simulated'])
        .default('auto'),
    )
    .option('--system-root <dir>', 'off Windows: folder of stand-in executables for --host windows')
    .option('--state <file>', 'file that keeps the simulated machine between calls')
    .option('--json', 'print JSON');
}

export function addChangeOptions(command: Command): Command {
  return addHostOptions(command).option(
    '-y, --yes',
    'change without asking; required where nobody can be asked',
  );
}

/**
 * Opens the machine the options name.
 *
 * @param purpose - To `look`, Ctrl-C ends what is being asked. To `run` something, a simulated machine without `--state` is kept
 *   in a file of its own, so that it can be rolled back. A run and its continuation end what they are at, and then undo.
 * @param onDegraded - Told of every answer that came from a lesser source than PowerShell.
 */
export async function openHost(
  options: HostOptions,
  terminal: Terminal,
  purpose: 'look' | 'run' | 'continue',
  onDegraded?: (answer: DegradedAnswer) => void,
): Promise<Host> {
  const { createHost } = await import('../host/create-host.ts');
  const { host, systemRoot, state } = options;
  const statePath =
    state ?? (host === 'simulated' && purpose === 'run' ? await newStatePath(terminal) : undefined);
  const opened = await createHost({
    host,
    ...(systemRoot !== undefined && { systemRoot }),
    ...(statePath !== undefined && { statePath }),
    ...(purpose === 'look' && { signal: terminal.signal }),
    ...(onDegraded && { onDegraded }),
  });
  if (opened.machine === WSL) terminal.warn(`note: ${WSL_SIDE}`);
  return opened;
}

async function newStatePath(terminal: Terminal): Promise<string> {
  const [{ join }, { randomBytes }, { userStateDirectory }] = await Promise.all([
    import('node:path'),
    import('node:crypto'),
    import('../scenario/state-directory.ts'),
  ]);
  return join(userStateDirectory(terminal), 'simulated', `${randomBytes(6).toString('hex')}.json`);
}
