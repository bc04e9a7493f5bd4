import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayCommand } from './command.ts';
import type { Host } from './host.ts';
import { isWriteQuestion } from './question-effect.ts';

/** A host that refuses everything that would change the machine: with it a plan cannot. */
export function createReadOnlyHost(host: Host): Host {
  const refuse = (what: string): Promise<never> =>
    Promise.reject(
      new ToolkitError(
        'host.read-only',
        `${what} would change the machine, and only reading is allowed here`,
      ),
    );
  return {
    kind: host.kind,
    machine: host.machine,
    clock: host.clock,
    run: (command) =>
      command.effect === 'write' ? refuse(`\`${displayCommand(command)}\``) : host.run(command),
    ask: (name, question) => (isWriteQuestion(name) ? refuse(name) : host.ask(name, question)),
    readText: (path) => host.readText(path),
    writeText: (path) => refuse(`writing ${path}`),
    isElevated: () => host.isElevated(),
    close: () => host.close(),
  };
}
