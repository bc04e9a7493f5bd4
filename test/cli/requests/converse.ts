import { PassThrough, Writable } from 'node:stream';
import { answerRequest } from '../../../toolkit/cli/requests/answer-request.ts';
import type { LastMessage, WrapperMessage } from '../../../toolkit/powershell/wrapper/message.ts';
import { type FakeTerminalOptions, fakeTerminal } from '../../support/fake-terminal.ts';

export interface Conversed {
  readonly exitCode: number;
  readonly messages: readonly WrapperMessage[];
  readonly last: LastMessage;
  /** Everything that was sent, as it was sent. */
  readonly output: string;
  /** What came on stderr. */
  readonly warned: readonly string[];
}

export interface ConverseOptions {
  /** Told of every message; what it returns is written back as a line, and `end` ends the input. */
  readonly onMessage?: (message: WrapperMessage) => string | undefined;
  readonly terminal?: FakeTerminalOptions;
  /** Whether the input stays open. @defaultValue true */
  readonly staysOpen?: boolean;
}

/** Holds one conversation in this process. @param first - A request, or the very text of the first line */
export async function converse(
  first: unknown,
  { onMessage = () => undefined, terminal: terminalOptions, staysOpen = true }: ConverseOptions = {},
): Promise<Conversed> {
  const input = new PassThrough();
  const messages: WrapperMessage[] = [];
  let output = '';
  const say = (word: string | undefined) => {
    if (word === 'end') input.end();
    else if (word !== undefined) input.write(`${word}\n`);
  };
  const outputStream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      output += line;
      const message = JSON.parse(line) as WrapperMessage;
      messages.push(message);
      say(onMessage(message));
      done();
    },
  });
  const terminal = fakeTerminal(terminalOptions);
  input.write(typeof first === 'string' ? first : `${JSON.stringify(first)}\n`);
  if (!staysOpen) input.end();
  const exitCode = await answerRequest({ input, output: outputStream }, terminal);
  if (!input.destroyed) throw new Error('the input was not let go of');
  return { exitCode, messages, last: lastOf(messages), output, warned: terminal.warned };
}

/** Fails the test where the last message is not one that ends a conversation, or where another one is. */
export function lastOf(messages: readonly WrapperMessage[]): LastMessage {
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1).filter(isLast);
  if (last === undefined || !isLast(last) || earlier.length > 0)
    throw new Error(`not one last message: ${JSON.stringify(messages)}`);
  return last;
}

function isLast(message: WrapperMessage): message is LastMessage {
  return message.type === 'result' || message.type === 'error';
}

/** The document of a result; fails the test where it is an error. */
export function documentOf({ last }: Pick<Conversed, 'last'>): unknown {
  if (last.type === 'result') return last.document;
  throw new Error(`${last.error.code}: ${last.error.message}`);
}
