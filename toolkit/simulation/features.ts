import type { Feature, FeatureState, MachineState } from './machine-state.ts';
import { WIN32 } from './win32-error.ts';

/** What dism.exe ends with for a feature it does not know: 0x800f080c, as Windows hands it on. */
export const UNKNOWN_FEATURE = 0x800f080c;

/** Finds a feature by its name, in any case. @returns Undefined when this Windows has none of that name. */
export function findFeature(machine: MachineState, name: string): Feature | undefined {
  const known = Object.keys(machine.features) as Feature[]; // the record's keys are exactly the features
  const found = known.find((feature) => feature.toLowerCase() === name.toLowerCase());
  return found && machine.features[found] !== 'Absent' ? found : undefined;
}

/**
 * `dism /online /enable-feature ... /norestart`: the feature is there after the next boot.
 *
 * @returns 0 when it is enabled already; 3010 a restart is needed; 740 not elevated; {@link UNKNOWN_FEATURE}.
 */
export function enableFeature(machine: MachineState, name: string): number {
  return setFeature(machine, name, { done: 'Enabled', pending: 'EnablePending', undone: 'DisablePending' });
}

/** `dism /online /disable-feature ... /norestart`. @returns As {@link enableFeature}. */
export function disableFeature(machine: MachineState, name: string): number {
  return setFeature(machine, name, { done: 'Disabled', pending: 'DisablePending', undone: 'EnablePending' });
}

function setFeature(
  machine: MachineState,
  name: string,
  wanted: Record<'done' | 'pending' | 'undone', FeatureState>,
): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  const feature = findFeature(machine, name);
  if (!feature) return UNKNOWN_FEATURE;
  const state = machine.features[feature];
  if (state === wanted.done) return WIN32.success;
  // Guess: taking back what is only pending needs no restart.
  machine.features[feature] = state === wanted.undone ? wanted.done : wanted.pending;
  machine.restartPending = Object.values(machine.features).some((each) => each.endsWith('Pending'));
  return machine.features[feature] === wanted.done ? WIN32.success : WIN32.restartRequired;
}

/** What a boot makes of pending features. */
export function settleFeatures(machine: MachineState): void {
  for (const feature of Object.keys(machine.features) as Feature[]) {
    if (machine.features[feature] === 'EnablePending') machine.features[feature] = 'Enabled';
    if (machine.features[feature] === 'DisablePending') machine.features[feature] = 'Disabled';
  }
}
