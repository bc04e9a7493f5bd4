import type { SimulatedMachineDocument } from '../../powershell/wrapper/documents.ts';
import { createMachine, DEFAULT_MACHINE } from '../../simulation/create-machine.ts';
import { openStateFile } from '../../simulation/state-file.ts';

/** Makes the document of a machine as its file keeps it. */
export async function simulatedMachineDocument(state: string): Promise<SimulatedMachineDocument> {
  const { machine } = await openStateFile(state, () => createMachine(DEFAULT_MACHINE));
  const { seed, locale, elevated, boots, restartPending, dynamic } = machine;
  return {
    schemaVersion: 1,
    host: { kind: 'simulated', machine: state },
    seed,
    locale,
    elevated,
    boots,
    restartPending,
    dynamicPortRange: dynamic.active.ipv4.tcp,
  };
}
