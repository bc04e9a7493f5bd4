import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayCommand } from './command.ts';
import type { Host } from './host.ts';
import { isWriteQuestion } from './question-effect.ts';

/** Makes a view of a host that cannot change the machine: every write is refused with `host.read-only` before it gets there. */
export function createReadOnlyHost(host: Host): Host {
  return {
    kind: host.kind,
    machine: host.machine,
    clock: host.clock,
    run: async (command) => {
      if (command.effect === 'write') throw refused(`\`${displayCommand(command)}\``);
      return host.run(command);
    },
    ask: async (name, question) => {
      if (isWriteQuestion(name)) throw refused(`the question ${name}`);
      return host.ask(name, question);
    },
    readText: (path, options) => host.readText(path, options),
    writeText: async (path) => {
      throw refused(`writing ${path}`);
    },
    listFolder: (path) => host.listFolder(path),
    isElevated: () => host.isElevated(),
    close: () => host.close(),
  };
}

function refused(what: string): ToolkitError {
  return new ToolkitError(
    'host.read-only',
    `${what} would change the machine, and only reading is allowed here`,
  );
}
