import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { rebootSimulatedMachine } from '../create-simulated-machine.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestTerminal } from './request-terminal.ts';
import { simulatedMachineDocument } from './simulated-machine-document.ts';

/** Restarts a simulated machine. */
export async function rebootMachine(
  { state }: RequestOf<'reboot-machine'>,
  exchange: Exchange,
): Promise<Answer> {
  await rebootSimulatedMachine(state, requestTerminal(exchange));
  return { document: await simulatedMachineDocument(state), exitCode: 0 };
}
