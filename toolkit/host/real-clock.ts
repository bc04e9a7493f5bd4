import { setTimeout as pause } from 'node:timers/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Clock } from './host.ts';

/** The clock of the machine this process runs on. */
export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    try {
      await pause(ms, undefined, signal && { signal });
    } catch (cause) {
      throw new ToolkitError('host.aborted', 'interrupted while waiting', { cause });
    }
  },
};
