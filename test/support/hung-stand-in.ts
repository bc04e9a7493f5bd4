import { readFileSync } from 'node:fs';
import type { StandInPlace } from './stand-in-place.ts';
import { until } from './stand-in-place.ts';

/** Commands and questions that change something, as a stand-in's log shows them. */
const WRITES = [
  /^netsh\.exe .* (?:add|delete|set|reset) /,
  /^net\.exe (?:start|stop) /,
  /^docker\.exe (?:run|start|stop|restart|rm) /,
  /^dism\.exe .*\/(?:enable|disable)-feature/i,
  /^reg\.exe (?:add|delete) /,
  /^schtasks\.exe \/(?:create|delete)/,
  /^ask (?:reserve|release)-port/,
];

/** What a run has changed or tried to, each command once, in the order in which they ended. */
export function writesOf(place: Pick<StandInPlace, 'commands'>): readonly string[] {
  const writes = place.commands().filter((command) => WRITES.some((write) => write.test(command)));
  // The names of its tasks hold the run's own.
  return [...new Set(writes.map((command) => command.replace(/^(schtasks\.exe \/\w+) .*/, '$1')))];
}

/** How a fault names a command that the log shows. */
export function faultMatch(command: string): string {
  return command.replace(/^ask /, 'ask:').replace(/^(\w+)\.(?:exe|com) /, '$1 ');
}

/** Waits until the stand-in of that command hangs by the one such fault of the machine, and kills it in the middle of its work. */
export async function killStandIn(place: StandInPlace, command: string): Promise<void> {
  const isQuestion = command.startsWith('ask ');
  const [program = '', ...args] = isQuestion ? ['powershell.exe'] : command.split(' ');
  let found: number | undefined;
  await until(async () => {
    // Killed before it has asked, it would leave the fault to the next one.
    if (place.machine().faults.some(({ kind }) => kind === 'hang')) return false;
    const pids = await place.processes();
    found = pids.find((pid) => {
      const words = commandLineOf(pid);
      return words.includes(program) && args.every((word) => words.includes(word));
    });
    return found !== undefined;
  }, `a stand-in works at ${command}`);
  if (found !== undefined) process.kill(found, 'SIGKILL');
}

function commandLineOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
}
