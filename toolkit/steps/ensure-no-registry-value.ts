import type { Step } from '../scenario/step.ts';
import {
  addRegistryValue,
  deleteRegistryValue,
  queryRegistryValue,
  type RegistryValue,
  readRegistryValue,
} from '../windows/registry.ts';
import { runCommand } from './run-command.ts';

export interface RegistryValueState {
  /** Null when there is no such value. */
  readonly value: RegistryValue | null;
}

/** Ensures that a registry value is not there. Undo writes it again with the type and the data it had. */
export function ensureNoRegistryValue(key: string, name: string): Step<RegistryValueState> {
  return {
    kind: 'step',
    id: `no-registry-value-${name.toLowerCase()}`,
    title: `Remove the registry value ${name}`,
    check: async (host) => ({
      value: readRegistryValue(await host.run(queryRegistryValue(key, name))) ?? null,
    }),
    isSatisfied: ({ value }) => value === null,
    changes: ({ value }) => [
      { action: 'remove', what: `registry value ${name} = ${value?.data ?? ''} in ${key}` },
    ],
    promises: () => [{ kind: 'no-registry-value', key, name }],
    async apply(host) {
      await runCommand(host, deleteRegistryValue(key, name), `remove ${name}`);
    },
    async undo(host, { value }) {
      if (value !== null) await runCommand(host, addRegistryValue({ key, ...value }), `write ${name} again`);
    },
    isRestored: (now, before) =>
      now.value?.data === before.value?.data && now.value?.type === before.value?.type,
    restores: ({ value }) =>
      value === null
        ? [{ kind: 'no-registry-value', key, name }]
        : [{ kind: 'registry-value', key, ...value }],
  };
}
