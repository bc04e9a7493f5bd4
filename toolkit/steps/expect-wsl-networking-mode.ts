import { pendingProof } from '../scenario/pending-proof.ts';
import type { Expectation } from '../scenario/step.ts';
import type { WslModeOptions } from './ensure-wsl-networking-mode.ts';
import { isUpToDate } from './ensure-wsl-restarted.ts';
import { readActiveMode, readConfiguredMode, readRunningWsl } from './read-wsl.ts';

export interface NetworkingModeState {
  /** What the settings ask for; null where they name none. */
  readonly configured: string | null;
  /** What WSL runs in; null where nothing runs, or it does not tell. */
  readonly mode: string | null;
  readonly running: readonly string[];
}

/** Expects that WSL starts in a networking mode from now on, and says what it still takes for the one that runs. */
export function expectWslNetworkingMode({
  userProfile,
  mode,
}: WslModeOptions): Expectation<NetworkingModeState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'wsl-networking-mode-set',
    title: `Prove that WSL is set to ${mode} networking`,
    async check(host) {
      const running = await readRunningWsl(host);
      const [configured, active] = await Promise.all([
        readConfiguredMode(host, userProfile),
        readActiveMode(host, running),
      ]);
      return { configured: configured ?? null, mode: active ?? null, running };
    },
    isSatisfied: ({ configured }) => configured === mode,
    describe: ({ configured, mode: active, running }) => {
      if (configured !== mode) return `the settings ask for ${configured ?? 'nothing'}`;
      if (running.length === 0) return `WSL starts with ${mode} networking next time`;
      if (active === mode) return `WSL runs with ${mode} networking`;
      if (isUpToDate({ running, mode: active }, mode))
        return 'only Docker Desktop runs in WSL, which does not tell its mode';
      return pendingProof(
        `takes effect after wsl --shutdown (--shutdown-wsl does it), which ends ${running.join(', ')}`,
      );
    },
  };
}
