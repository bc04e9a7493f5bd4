import type { Socket } from 'node:net';
import { choosePester, type InstalledPester } from './choose-pester.ts';
import { PesterRunnerError } from './errors.ts';
import type { Edition } from './find-powershell.ts';
import { type DriverMessage, type HelloMessage, parseMessage, type ResultMessage } from './messages.ts';
import { linesOf } from './private-pipe.ts';
import { type RunRequest, requestLine } from './run-request.ts';

/** Who answered. */
export interface DriverVersions {
  readonly powershell: { readonly version: string; readonly edition: Edition };
  readonly pester: InstalledPester;
}

export interface DriverAnswer extends DriverVersions {
  /** Undefined where there was no file to run. */
  readonly result: ResultMessage | undefined;
}

export interface Conversation {
  readonly request: Omit<RunRequest, 'pesterVersion'>;
  /** The edition that was asked for; undefined takes any. */
  readonly edition: Edition | undefined;
  readonly onTest: (message: Extract<DriverMessage, { type: 'testStart' | 'testEnd' }>) => void;
}

/**
 * Asks the driver for a run and reads what it says, until the result.
 *
 * @returns Undefined when the pipe ended before the result.
 * @throws {@link PesterRunnerError} on what is installed, on what Pester throws, and on a line nobody knows
 */
export async function converse(
  socket: Socket,
  { request, edition, onTest }: Conversation,
): Promise<DriverAnswer | undefined> {
  let versions: DriverVersions | undefined;
  for await (const line of linesOf(socket)) {
    const message = parseMessage(line);
    if (message.type === 'hello') {
      versions = versionsIn(message, edition);
      if (request.files.length === 0) return { ...versions, result: undefined };
      socket.write(requestLine({ ...request, pesterVersion: versions.pester.version }));
    } else if (message.type === 'testStart' || message.type === 'testEnd') {
      onTest(message);
    } else if (message.type === 'failure') {
      throw new PesterRunnerError(message.code, `Pester failed: ${message.message}`);
    } else if (message.type === 'result' && versions !== undefined) {
      return { ...versions, result: message };
    }
  }
  return undefined;
}

/** @throws {@link PesterRunnerError} when this PowerShell, or every Pester that it finds, does not do */
function versionsIn({ powershell, installed }: HelloMessage, wanted: Edition | undefined): DriverVersions {
  const { version } = powershell;
  const edition = powershell.edition === 'Core' ? 'core' : 'desktop';
  if (wanted !== undefined && wanted !== edition) {
    throw new PesterRunnerError(
      'powershell.wrong-edition',
      `the edition ${wanted} was asked for, and PowerShell ${version} is ${edition}`,
    );
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // 6 is long out of support: https://learn.microsoft.com/powershell/scripting/install/powershell-support-lifecycle
  if (major < 5 || (major === 5 && minor < 1) || major === 6) {
    throw new PesterRunnerError(
      'powershell.too-old',
      `Windows PowerShell 5.1 or PowerShell 7 is needed, not ${version}`,
    );
  }
  return { powershell: { version, edition }, pester: choosePester(installed) };
}
