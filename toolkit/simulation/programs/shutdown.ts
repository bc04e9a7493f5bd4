import type { MachineState } from '../machine-state.ts';
import { complained, crlf, type Program, printed } from './program.ts';

/** ERROR_NO_SHUTDOWN_IN_PROGRESS */
const NONE_IN_PROGRESS = 1116;

/**
 * `shutdown.exe`: `/r`, `/g` and `/s` only mark the machine as due for a restart; whoever owns the machine carries it out.
 * `/a` takes that back, unless a feature waits for the restart.
 */
export const shutdown: Program = ({ machine, texts, args }) => {
  const options = args.map((argument) => argument.toLowerCase().replace(/^-/, '/'));
  if (options.includes('/a')) {
    if (!machine.restartPending) {
      const message = texts('shutdown.none-to-abort');
      return complained(crlf(texts('shutdown.error', { message, code: NONE_IN_PROGRESS })), NONE_IN_PROGRESS);
    }
    machine.restartPending = isFeaturePending(machine);
    return printed('');
  }
  if (options.some((option) => ['/r', '/g', '/s', '/sg'].includes(option))) {
    machine.restartPending = true;
    return printed('');
  }
  const syntax = 'shutdown [/s | /sg | /r | /g | /a] [/f] [/t xxx] [/c "comment"] [/d [p|u:]xx:yy]';
  return printed(crlf(texts('shutdown.usage', { syntax })), options.includes('/?') ? 0 : 1);
};

function isFeaturePending({ features }: MachineState): boolean {
  return Object.values(features).some((state) => state === 'EnablePending' || state === 'DisablePending');
}
