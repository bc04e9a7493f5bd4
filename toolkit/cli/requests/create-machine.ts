import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { createSimulatedMachine } from '../create-simulated-machine.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestTerminal } from './request-terminal.ts';
import { simulatedMachineDocument } from './simulated-machine-document.ts';

/** Makes a simulated machine and keeps it in a new file. */
export async function createMachine(
  request: RequestOf<'create-machine'>,
  exchange: Exchange,
): Promise<Answer> {
  const { state, seed, locale, dynamicPortRange, noHyperV, notElevated, blocksOn, faults } = request;
  const options = {
    state,
    seed,
    locale,
    dynamicRange: dynamicPortRange,
    hyperv: !noHyperV,
    notElevated,
    blocksOn: blocksOn.length === 0 ? 'none' : blocksOn.join(','),
    fault: faults,
  };
  await createSimulatedMachine(options, requestTerminal(exchange));
  return { document: await simulatedMachineDocument(state), exitCode: 0 };
}
