import type { Terminal } from '../terminal.ts';
import type { Exchange } from './exchange.ts';

/** What a request says of the person's own side. */
interface Surroundings {
  /** What somebody pasted. It stands for standard input, which carries the conversation. */
  readonly text?: string | undefined;
  /** Where relative paths begin. */
  readonly folder?: string | undefined;
}

/** A terminal for code that prints: standard output carries messages, and what it warns of becomes one. */
export function requestTerminal(
  { terminal, send }: Exchange,
  { text = '', folder = terminal.workingFolder }: Surroundings = {},
): Terminal {
  return {
    ...terminal,
    interactive: false,
    workingFolder: folder,
    readStdin: async () => Buffer.from(text),
    print: () => {},
    warn: (message) => send({ type: 'warning', message }),
  };
}

/** Names pasted text as the command line's `--from` does. */
export function fromPasted(text: string | undefined): { readonly from?: '-' } {
  return text === undefined ? {} : { from: '-' };
}
