import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { OnRunEvent } from '../scenario/run-event.ts';
import type { RunSettings } from '../scenario/run-scenario.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import { VERSION } from '../version.ts';
import type { ChangeOptions } from './host-options.ts';
import type { Terminal } from './terminal.ts';

/** What a run needs of this process. */
export function runSettings(
  host: Host,
  options: ChangeOptions,
  terminal: Terminal,
  emit: OnRunEvent,
): RunSettings {
  return {
    host,
    stateDirectory: runStateDirectory(terminal),
    platform: terminal.platform,
    version: VERSION,
    emit,
    signal: terminal.signal,
    invocation: { program: process.execPath, args: [process.argv[1] ?? fileURLToPath(import.meta.url)] },
    resumeOptions: hostWords(options, host),
    logonUser: logonUser(terminal),
  };
}

/** @throws ToolkitError `input.confirmation-required` where a change is wanted and nobody can be asked. */
export function refuseUnaskable(options: ChangeOptions, terminal: Terminal): void {
  if (options.yes === true || (terminal.interactive && options.json !== true)) return;
  throw new ToolkitError('input.confirmation-required', 'nobody can be asked here, so a change needs --yes', {
    remedy: 'add --yes, or call `portwright plan` to see the changes only',
  });
}

/** A task runs in another folder than this one, so places are named as the host has them: by absolute path. */
function hostWords({ systemRoot }: ChangeOptions, { kind, machine }: Host): string[] {
  if (kind === 'simulated') return ['--host', 'simulated', '--state', machine];
  return systemRoot === undefined ? [] : ['--host', kind, '--system-root', machine];
}

/** `DOMAIN\user`, as schtasks takes it. */
function logonUser({ environment }: Terminal): string {
  const name = environment.USERNAME ?? userInfo().username;
  return environment.USERDOMAIN === undefined ? name : `${environment.USERDOMAIN}\\${name}`;
}
