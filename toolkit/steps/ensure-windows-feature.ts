import { ToolkitError } from '../errors/toolkit-error.ts';
import { CommandError } from '../host/command-error.ts';
import type { Answer } from '../host/questions.ts';
import type { Step } from '../scenario/step.ts';
import { disableFeature, dismOutcome, enableFeature, type FeatureName } from '../windows/feature.ts';

export type WindowsFeatureState = Answer<'optional-feature'>;

/**
 * Ensures that an optional Windows feature is enabled.
 *
 * DISM says only by its exit code 3010 that a restart is due; the feature is then `EnablePending` until the machine has
 * restarted, and the run waits. Undo disables exactly what was enabled here, which again needs a restart.
 */
export function ensureWindowsFeature(featureName: FeatureName): Step<WindowsFeatureState> {
  return {
    kind: 'step',
    id: `windows-feature-${featureName.toLowerCase()}`,
    title: `Enable the Windows feature ${featureName}`,
    check: (host) => host.ask('optional-feature', { featureName }),
    isSatisfied: ({ state }) => state === 'Enabled',
    isPending: ({ state }) => state === 'EnablePending',
    changes: ({ state }) => [
      {
        action: 'change',
        what: `Windows feature ${featureName} ${state} → Enabled`,
        notes: ['Windows must restart before it works'],
      },
    ],
    refusal: ({ state }) =>
      state === 'Absent'
        ? {
            reason: `this edition of Windows has no feature ${featureName}`,
            remedy: 'choose another with --feature VirtualMachinePlatform',
          }
        : undefined,
    promises: () => [{ kind: 'windows-feature', featureName, enabled: true }],
    async apply(host) {
      const result = await host.run(enableFeature(featureName));
      const outcome = dismOutcome(result.exitCode);
      if (outcome === 'needs-elevation') {
        throw new ToolkitError('run.needs-elevation', `DISM cannot enable ${featureName} without elevation`);
      }
      if (outcome !== 'done' && outcome !== 'restart-required') {
        throw new CommandError('host.program-failed', `cannot enable ${featureName}`, result);
      }
    },
    async undo(host, before) {
      if (before.state === 'Enabled' || before.state === 'EnablePending') return;
      const result = await host.run(disableFeature(featureName));
      const outcome = dismOutcome(result.exitCode);
      if (outcome !== 'done' && outcome !== 'restart-required') {
        throw new CommandError('host.program-failed', `cannot disable ${featureName}`, result);
      }
    },
    isRestored: (now, before) =>
      now.state === before.state || (now.state === 'DisablePending' && isOff(before)),
    isRestorePending: (now, before) => now.state !== before.state,
    restores: (before) => (isOff(before) ? [{ kind: 'windows-feature', featureName, enabled: false }] : []),
  };
}

function isOff({ state }: WindowsFeatureState): boolean {
  return state === 'Disabled' || state === 'DisabledWithPayloadRemoved';
}
