import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Conversation, converse, type DriverAnswer } from './converse.ts';
import { PesterRunnerError } from './errors.ts';
import { openPrivatePipe, type PrivatePipe } from './private-pipe.ts';
import {
  type OutputListener,
  type PowerShellCommand,
  type PowerShellEnd,
  startPowerShell,
} from './start-power-shell.ts';
import { type StopWatch, watchForStop } from './watch-for-stop.ts';

const DRIVER = fileURLToPath(new URL('driver.ps1', import.meta.url));
/** How long PowerShell may take to end once it has said everything. */
const ENDING_MS = 5000;

export interface AskDriverOptions extends Conversation {
  readonly command: PowerShellCommand;
  /** Where the pipe may lie: nobody else may enter it. */
  readonly folder: string;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onOutput: OutputListener;
}

/**
 * Starts PowerShell with the driver, holds the conversation, and ends what it started, however that went.
 *
 * @throws {@link PesterRunnerError} `run.timed-out`, `run.interrupted`, `powershell.missing`, `powershell.ended-early`, and
 *   all that {@link converse} throws
 */
export async function askDriver(options: AskDriverOptions): Promise<DriverAnswer> {
  const watch = watchForStop(options);
  const pipe = await openPrivatePipe(options.folder);
  try {
    return await talk(options, pipe, watch);
  } finally {
    watch.dispose();
    await pipe.close();
  }
}

async function talk(options: AskDriverOptions, pipe: PrivatePipe, watch: StopWatch): Promise<DriverAnswer> {
  const shell = startPowerShell(withDriver(options.command, pipe.name), (chunk, stream) =>
    watch.guard(() => options.onOutput(chunk, stream)),
  );
  const onTest: Conversation['onTest'] = (message) => {
    watch.isRunning(message.type === 'testStart' ? message : undefined);
    options.onTest(message);
  };
  const hear = async (): Promise<DriverAnswer> => {
    const socket = await Promise.race([pipe.connection, shell.ended.then(() => undefined)]);
    const answer = socket && (await converse(socket, { ...options, onTest }));
    if (answer === undefined) throw endedEarly(await shell.ended, watch.where());
    return answer;
  };
  try {
    const answer = await Promise.race([watch.stopped, hear()]);
    await pipe.close();
    await Promise.race([shell.ended, delay(ENDING_MS, undefined, { ref: false })]);
    return answer;
  } finally {
    await shell.end();
  }
}

/** The name of the pipe is ours; all that comes from outside goes through it. */
function withDriver(command: PowerShellCommand, pipeName: string): PowerShellCommand {
  const script = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', DRIVER];
  return { ...command, args: [...command.args, ...script, pipeName] };
}

function endedEarly({ exitCode, signal, errorText }: PowerShellEnd, where: string): PesterRunnerError {
  const how = signal === null ? `with exit code ${exitCode}` : `by ${signal}`;
  const said = errorText.trim() === '' ? '' : `: ${errorText.trim()}`;
  return new PesterRunnerError(
    'powershell.ended-early',
    `PowerShell ended ${how} before the tests did${where}${said}`,
    {
      remedy: 'a test, or what it calls, may have called exit or ended the process',
    },
  );
}
