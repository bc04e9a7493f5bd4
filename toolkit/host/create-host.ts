import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { WSL } from '../diagnosis/machine-options.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { MachineOptions } from '../simulation/create-machine.ts';
import type { DegradedAnswer } from './ask-fallback.ts';
import type { Host, HostKind } from './host.ts';
import type { Environment } from './windows-folders.ts';

export interface CreateHostOptions {
  /** `auto` is the machine this runs on, and never the simulated one. @defaultValue 'auto' */
  readonly host?: 'auto' | HostKind;
  /** Off Windows, with `windows`: a folder of stand-in executables. */
  readonly systemRoot?: string | undefined;
  /** With `simulated`: the file that keeps the machine between calls. @defaultValue a machine of this process only */
  readonly statePath?: string | undefined;
  /** With `simulated`: what a new machine is like. @defaultValue `DEFAULT_MACHINE` of the simulation */
  readonly machine?: MachineOptions | undefined;
  /** @defaultValue this process's */
  readonly environment?: Environment;
  /** @defaultValue the platform this process runs on */
  readonly platform?: NodeJS.Platform;
  readonly signal?: AbortSignal | undefined;
  readonly onDegraded?: ((answer: DegradedAnswer) => void) | undefined;
}

/**
 * Makes the host that was asked for. What a host needs is loaded only for that one.
 *
 * @throws ToolkitError `host.unsupported` for a machine that has none; `input.invalid-argument` for an option that does not
 *   belong to the host; whatever a damaged state file throws.
 */
export async function createHost(options: CreateHostOptions = {}): Promise<Host> {
  refuseForeignOptions(options);
  const kind = chooseKind(options);
  switch (kind) {
    case 'windows': {
      const { createWindowsHost } = await import('./windows-host.ts');
      return createWindowsHost(options);
    }
    case 'simulated':
      return createSimulated(options);
    case 'linux': {
      if ((options.platform ?? process.platform) !== 'linux')
        throw unsupported(options.platform ?? process.platform);
      const [{ createLinuxHost }, { networkNamespace }] = await Promise.all([
        import('./linux-host.ts'),
        import('./network-namespace.ts'),
      ]);
      return createLinuxHost({ ...options, machine: isWsl(options) ? WSL : (networkNamespace() ?? 'local') });
    }
  }
}

function chooseKind(options: CreateHostOptions): HostKind {
  const { host = 'auto', platform = process.platform } = options;
  if (host !== 'auto') return host;
  if (platform === 'win32') return 'windows';
  if (platform === 'linux') return 'linux';
  throw unsupported(platform);
}

function refuseForeignOptions({ host, systemRoot, statePath, machine }: CreateHostOptions): void {
  if (systemRoot !== undefined && host !== 'windows')
    throw foreign('--system-root belongs to --host windows');
  if ((statePath ?? machine) !== undefined && host !== 'simulated')
    throw foreign('--state belongs to --host simulated');
  if (systemRoot !== undefined && !existsSync(systemRoot)) {
    throw new ToolkitError('input.invalid-argument', `there is no folder ${systemRoot} of stand-ins`, {
      remedy: 'portwright simulate serve --state FILE --bin DIR makes one',
    });
  }
}

function foreign(message: string): ToolkitError {
  return new ToolkitError('input.invalid-argument', message, { remedy: 'leave it out, or name that host' });
}

async function createSimulated({ statePath, machine }: CreateHostOptions): Promise<Host> {
  const [{ createSimulatedHost }, { createMachine, DEFAULT_MACHINE }] = await Promise.all([
    import('../simulation/simulated-host.ts'),
    import('../simulation/create-machine.ts'),
  ]);
  const create = () => createMachine(machine ?? DEFAULT_MACHINE);
  if (statePath === undefined) return createSimulatedHost({ machine: create() });
  const { openStateFile } = await import('../simulation/state-file.ts');
  return createSimulatedHost({ store: await openStateFile(statePath, create) });
}

/** The kernel of WSL names its maker, in a container of Docker Desktop too; a service may have no environment of the person's. */
function isWsl({ environment = process.env }: CreateHostOptions): boolean {
  return environment.WSL_DISTRO_NAME !== undefined || /microsoft/i.test(release());
}

function unsupported(platform: NodeJS.Platform): ToolkitError {
  return new ToolkitError(
    'host.unsupported',
    `this machine is ${platform}: there is a host for Windows and for Linux`,
    {
      remedy: 'Try --host simulated, or give it the output of another machine with --from.',
    },
  );
}
