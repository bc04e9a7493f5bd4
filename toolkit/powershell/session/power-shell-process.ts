import { ChildProcess } from 'node:child_process';
import { PowerShell } from 'node-powershell';
import { ToolkitError } from '../../errors/toolkit-error.ts';

export interface PowerShellProcess {
  readonly process: ChildProcess;
  readonly streams: PowerShell['streams'];
  /** Settles when the process has ended, or could not be started. Never rejects. */
  readonly ended: Promise<void>;
}

export interface ProcessOptions {
  /** Absolute path. */
  readonly executable: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts a PowerShell that executes the lines of its stdin, without a profile and without questions to the person.
 *
 * node-powershell 5 knows how to start one. Its `invoke` is left alone: it never ends when both of its delimiters arrive in one
 * piece with more than a line feed behind them (`\r\n`, a terminal sequence; "invoke() promise never resolves",
 * github.com/rannn505/child-shell/issues/94), keeps every output ever printed, and copies all of an output again with each
 * piece of it.
 *
 * The tests run PowerShell 7. What Windows PowerShell 5.1 does alike is documented: `-Command -` reads statements from standard
 * input and executes one at a time (about_PowerShell_exe); a line here is one whole statement, since 5.1 took several lines
 * wrongly (PowerShell/PowerShell#2068). Guess: 5.1 prints neither prompt nor what it reads, like 7 (ConsoleHost, "with no
 * prompts"); a prompt would be noise before the answer. Guess: 5.1.14393 (Windows 10 1607, Server 2016) hangs when its standard
 * input is a named pipe, as Node's is (PowerShell/PowerShell#2071, mended in #2336): each question then ends with its time.
 */
export function startProcess({ executable, environment }: ProcessOptions): PowerShellProcess {
  const shell = new PowerShellAtPath({
    executable,
    executableOptions: { '-NoProfile': true, '-NonInteractive': true, '-ExecutionPolicy': 'Bypass' },
    spawnOptions: { env: environment, windowsHide: true },
  });
  // Kept for an error message that nobody reads; what is unpiped later would stop the stream.
  shell.streams.stderr.unpipe();
  // Private to the library, which can signal its process but not what that has started.
  const process: unknown = Reflect.get(shell, 'process');
  const exit: unknown = Reflect.get(shell, 'exitPromise');
  if (!(process instanceof ChildProcess && exit instanceof Promise)) {
    throw new ToolkitError('internal.bug', 'node-powershell does not keep its process where version 5 does');
  }
  const ignore = () => {};
  return { process, streams: shell.streams, ended: exit.then(ignore, ignore) };
}

class PowerShellAtPath extends PowerShell {
  /**
   * node-powershell starts what the variable `NODE_POWERSHELL` names, or `powershell` out of PATH. This process may be elevated,
   * so it starts the very file it was told. First step of the constructor, hence also the place for {@link takeOver}.
   */
  protected override setExecutable({ executable = '' }: { executable?: string }): string {
    takeOver(this);
    return executable;
  }
}

/**
 * Decides two things that node-powershell has no option for: off Windows its process leads a process group, which can be killed
 * whole and which Ctrl-C does not reach (on Windows a hidden process has its own console); and the variable `DEBUG` does not
 * make it print to this process's stdout.
 */
function takeOver(shell: PowerShell): void {
  let spawnOptions: object = {};
  const silent = { comment: () => {}, command: () => {}, output: () => {} };
  Object.defineProperties(shell, {
    spawnOptions: {
      get: () => spawnOptions,
      set: (chosen: object) => {
        spawnOptions = { ...chosen, detached: process.platform !== 'win32' };
      },
    },
    debuggers: { get: () => silent, set: () => {} },
  });
}
