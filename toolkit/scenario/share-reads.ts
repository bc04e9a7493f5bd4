import type { Command, CommandResult } from '../host/command.ts';
import type { Host } from '../host/host.ts';
import { isWriteQuestion } from '../host/question-effect.ts';
import type { Answer, Question, QuestionName } from '../host/questions.ts';

/**
 * A host that asks the machine each thing once: equal reads share one process until something is written or time passes.
 *
 * Several steps look at the same tables; without this a plan would start netsh once for each of them.
 */
export function shareReads(host: Host): Host {
  const reads = new Map<string, Promise<unknown>>();
  const shared = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = reads.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    reads.set(key, reading);
    return reading;
  };
  const afterwards = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } finally {
      reads.clear();
    }
  };
  return {
    kind: host.kind,
    machine: host.machine,
    clock: {
      now: () => host.clock.now(),
      wait: (ms, signal) => afterwards(() => host.clock.wait(ms, signal)),
    },
    run: (command: Command): Promise<CommandResult> =>
      command.effect === 'write'
        ? afterwards(() => host.run(command))
        : shared(JSON.stringify([command.file, command.args]), () => host.run(command)),
    ask: <Name extends QuestionName>(name: Name, question: Question<Name>): Promise<Answer<Name>> =>
      isWriteQuestion(name)
        ? afterwards(() => host.ask(name, question))
        : shared(JSON.stringify([name, question]), () => host.ask(name, question)),
    readText: (path, options) => host.readText(path, options),
    writeText: (path, text) => afterwards(() => host.writeText(path, text)),
    listFolder: (path) => host.listFolder(path),
    isElevated: () => host.isElevated(),
    close: () => host.close(),
  };
}
