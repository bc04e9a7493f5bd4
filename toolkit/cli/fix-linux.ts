import { askedPorts } from '../diagnosis/asked-port.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { holdersOf } from '../diagnosis/linux/holders.ts';
import { portFacts } from '../diagnosis/port-facts.ts';
import { readSnapshot } from '../diagnosis/read-snapshot.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { describeClient } from '../linux/socket-holder.ts';
import type { PortSpec } from '../ports/port-spec.ts';
import type { RunSummary } from '../scenario/run-event.ts';

/** Options of `fix` that are about winnat and the dynamic port range of Windows. */
export interface WindowsOnlyOptions {
  readonly resetRange?: boolean;
  readonly acceptOutage?: boolean;
  readonly shutdownWsl?: boolean;
}

/** @throws ToolkitError `input.invalid-argument` for an option that means nothing on Linux */
export function refuseWindowsOptions(options: WindowsOnlyOptions): void {
  const given = [
    ...(options.resetRange ? ['--reset-range'] : []),
    ...(options.acceptOutage ? ['--accept-outage'] : []),
    ...(options.shutdownWsl ? ['--shutdown-wsl'] : []),
  ];
  if (given.length === 0) return;
  throw new ToolkitError(
    'input.invalid-argument',
    `${given.join(' and ')}: for Windows only, and this is Linux`,
    {
      remedy:
        'leave it out; portwright run linux-reserve-ports --local-port-range 32768-60999 moves the range of Linux',
    },
  );
}

/**
 * Finds a port that an outgoing connection keeps from a server: reserving it helps the next start only.
 *
 * @returns The error to end with once it is reserved; undefined where every port can be had.
 */
export async function findStillHeld(
  host: Host,
  specs: readonly PortSpec[],
  container: string | undefined,
): Promise<ToolkitError | undefined> {
  const asked = askedPorts(specs);
  const snapshot = await readSnapshot(host, { ports: asked });
  const held = diagnose(snapshot, asked).ports.filter(({ cause }) => cause === 'ephemeral-client');
  const [first] = held;
  if (first === undefined) return undefined;
  const [client] = holdersOf(portFacts(snapshot, first));
  const holder = client === undefined ? 'an outgoing connection' : describeClient(client);
  const more = held.length > 1 ? `, and ${held.length - 1} more are held likewise` : '';
  const text = `${first.protocol} ${first.port} is reserved from now on, and still held by ${holder}${more}: nothing was ended`;
  const remedy =
    container === undefined
      ? 'when that connection has ended, start your server: nothing is given the port again'
      : `container ${container} was not started: when that connection has ended, call fix again`;
  return new ToolkitError('fix.still-held', text, { remedy });
}

/** The summary of a run that did all it may do, while its port cannot be used yet: that is no success. */
export function withError(summary: RunSummary, error: ToolkitError | undefined): RunSummary {
  if (error === undefined || summary.exitCode !== 0) return summary;
  const { code, message, remedy, exitCode } = error;
  return { ...summary, exitCode, error: { code, message, ...(remedy !== undefined && { remedy }) } };
}
