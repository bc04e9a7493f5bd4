import type { Command } from '../host/command.ts';
import { endedWith } from './exit-code.ts';

/** Optional features of Windows that bring winnat, HNS or a hypervisor with them. */
export const FEATURES = [
  'Microsoft-Hyper-V',
  'VirtualMachinePlatform',
  'Containers',
  'Microsoft-Windows-Subsystem-Linux',
  'HypervisorPlatform',
] as const;
export type FeatureName = (typeof FEATURES)[number];

/** dism.exe unpacks and installs; minutes are usual. */
const DISM_TIMEOUT_MS = 15 * 60_000;

/** Enables a feature and what it needs. Without `/norestart` dism.exe would ask, or restart at once. */
export function enableFeature(name: FeatureName): Command {
  const args = ['/online', '/enable-feature', `/featurename:${name}`, '/all', '/norestart'];
  return { file: 'dism.exe', args, effect: 'write', timeoutMs: DISM_TIMEOUT_MS };
}

export function disableFeature(name: FeatureName): Command {
  const args = ['/online', '/disable-feature', `/featurename:${name}`, '/norestart'];
  return { file: 'dism.exe', args, effect: 'write', timeoutMs: DISM_TIMEOUT_MS };
}

export type DismOutcome = 'done' | 'restart-required' | 'needs-elevation' | 'unknown-feature' | 'failed';

/**
 * What dism.exe's exit code says; with `/norestart` its text does not mention the restart at all.
 *
 * Off Windows a code arrives modulo 256: 3010 as 194, 740 as 228, 0x800f080c as 12.
 */
export function dismOutcome(exitCode: number): DismOutcome {
  if (exitCode === 0) return 'done';
  if (endedWith(exitCode, 3010)) return 'restart-required';
  if (endedWith(exitCode, 740)) return 'needs-elevation';
  return endedWith(exitCode >>> 0, 0x800f080c) ? 'unknown-feature' : 'failed';
}
