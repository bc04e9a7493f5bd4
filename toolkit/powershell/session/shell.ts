import { PowerShell } from 'node-powershell';

/** One running PowerShell that executes line after line. */
export interface Shell {
  /** Whether its output has ended, which is when it has, or is about to. */
  readonly isOver: boolean;
  /**
   * Executes one line.
   *
   * @param onOutput - Sees the text of stdout while it arrives.
   * @returns What the line printed on stdout; undefined when PowerShell ended before the line did.
   */
  invoke(line: string, onOutput: (text: string) => void): Promise<string | undefined>;
  /** Ends it at once, whatever it does. Safe to call twice. */
  kill(): Promise<void>;
}

export interface ShellOptions {
  /** Absolute path. */
  readonly executable: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * node-powershell starts what the variable `NODE_POWERSHELL` names, or `powershell` out of PATH. This process may be elevated,
 * so it starts the very file it was told.
 */
class PowerShellAtPath extends PowerShell {
  protected override setExecutable({ executable = '' }: { executable?: string }): string {
    return executable;
  }
}

/** Starts PowerShell without a profile and without questions to the person. */
export function startShell({ executable, environment }: ShellOptions): Shell {
  const shell = new PowerShellAtPath({
    executable,
    executableOptions: { '-NoProfile': true, '-NonInteractive': true, '-ExecutionPolicy': 'Bypass' },
    spawnOptions: { env: environment, windowsHide: true },
    // It would call every line on stderr a failure; the answer says by itself whether it is one.
    throwOnInvocationError: false,
  });
  let isOver = false;
  let listener = (_text: string): void => {};
  shell.streams.stdout.on('data', (text: string) => listener(text));
  shell.streams.stdout.once('close', () => {
    isOver = true;
  });
  // A pipe that breaks belongs to a PowerShell that ended, which `invoke` reports.
  shell.streams.stdin.on('error', () => {});
  return {
    get isOver() {
      return isOver;
    },
    invoke: async (line, onOutput) => {
      listener = onOutput;
      try {
        const { stdout } = await shell.invoke(line);
        return stdout?.toString('utf8');
      } catch {
        // Thrown only when the process could not be started or has ended; its exit code says nothing more.
        return undefined;
      }
    },
    // Rejects with the signal that was asked for.
    kill: () => shell.dispose('SIGKILL').catch(() => {}),
  };
}
