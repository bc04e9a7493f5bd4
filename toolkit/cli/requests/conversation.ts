import type { Readable, Writable } from 'node:stream';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { asciiJson } from '../../powershell/wrapper/ascii-json.ts';
import type { WrapperMessage } from '../../powershell/wrapper/message.ts';
import { listenToLines } from './request-lines.ts';

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/** One request and what is said about it, with whoever sits at the other end of the streams. */
export class Conversation {
  /** Fires when the work is to be interrupted: by Ctrl-C, by the word `cancel`, or because nobody is there any more. */
  readonly signal: AbortSignal;
  readonly #output: Writable;
  readonly #cancel = new AbortController();
  readonly #request = Promise.withResolvers<string>();
  readonly #stop: () => void;
  #hasRequest = false;
  #asked: PromiseWithResolvers<string> | undefined;
  #unasked: string | undefined;
  #isAlone = false;
  #mustStay = false;

  /** @param interrupt - Fires on Ctrl-C. */
  constructor({ input, output }: Streams, interrupt: AbortSignal) {
    this.signal = AbortSignal.any([interrupt, this.#cancel.signal]);
    this.#output = output.on('error', () => this.#cancel.abort());
    // Told when it is asked for, and no unhandled rejection until then.
    this.#request.promise.catch(() => {});
    this.#stop = listenToLines(input, {
      onLine: (line) => this.#hear(line),
      onEnd: (why) => this.#endOfInput(why),
    });
  }

  /** The text of the request. @throws ToolkitError `wrapper.invalid-request` where none came, or none that can be read */
  request(): Promise<string> {
    return this.#request.promise;
  }

  send(message: WrapperMessage): void {
    this.#output.write(`${asciiJson(message)}\n`);
  }

  /**
   * Asks whether to go on. Going away is a no.
   *
   * @throws ToolkitError `run.interrupted`; `wrapper.invalid-request` for any other word, and for an answer before the question
   */
  async approval(): Promise<boolean> {
    if (this.#unasked !== undefined) throw noAnswer(this.#unasked);
    const word = await this.#answer();
    if (this.signal.aborted) throw new ToolkitError('run.interrupted', 'interrupted: nothing was changed');
    if (word !== 'approve' && word !== 'decline') throw noAnswer(word);
    if (word === 'approve') this.stayOrCancel();
    return word === 'approve';
  }

  /** From now on somebody has agreed to what is done, and has to stay for it. */
  stayOrCancel(): void {
    this.#mustStay = true;
    if (this.#isAlone) this.#cancel.abort();
  }

  /** Lets go of the input, which would keep the process alive. */
  close(): void {
    this.#stop();
  }

  async #answer(): Promise<string> {
    if (this.#isAlone || this.signal.aborted) return 'decline';
    const asked = Promise.withResolvers<string>();
    this.#asked = asked;
    const onAbort = () => asked.resolve('decline');
    this.signal.addEventListener('abort', onAbort, { once: true });
    this.send({ type: 'approval-wanted' });
    const word = await asked.promise;
    this.signal.removeEventListener('abort', onAbort);
    return word;
  }

  #hear(line: string): void {
    if (!this.#hasRequest) {
      this.#hasRequest = true;
      this.#request.resolve(line);
      return;
    }
    const word = line.trim();
    if (word === 'cancel') this.#cancel.abort();
    else if (this.#asked !== undefined) this.#asked.resolve(word);
    else this.#unasked ??= word;
  }

  #endOfInput(
    why = new ToolkitError('wrapper.invalid-request', 'there is no request: the input is empty'),
  ): void {
    this.#isAlone = true;
    this.#request.reject(why);
    this.#asked?.resolve('decline');
    if (this.#mustStay) this.#cancel.abort();
  }
}

function noAnswer(word: string): ToolkitError {
  return new ToolkitError(
    'wrapper.invalid-request',
    `${JSON.stringify(word.slice(0, 80))} is no answer to the question whether to go on: nothing was changed`,
  );
}
