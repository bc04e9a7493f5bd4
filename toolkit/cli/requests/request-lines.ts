import type { Readable } from 'node:stream';
import { ToolkitError } from '../../errors/toolkit-error.ts';

const LONGEST_LINE_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

export interface LineListener {
  /** A line without its end and without a byte order mark. */
  onLine(line: string): void;
  /** There will be no more lines: the other end is closed, or gone, or what came (`why`) can be no line. */
  onEnd(why?: ToolkitError): void;
}

/**
 * Hands over the lines of a stream as they come, in however many pieces.
 *
 * @returns Ends the listening and the stream, which then keeps no process alive.
 */
export function listenToLines(input: Readable, listener: LineListener): () => void {
  let pieces: Buffer[] = [];
  let isOver = false;
  const end = (why?: ToolkitError) => {
    if (isOver) return;
    isOver = true;
    input.off('data', onData);
    listener.onEnd(why);
  };
  const take = (piece: Buffer) => {
    pieces.push(piece);
    const line = Buffer.concat(pieces);
    pieces = [];
    if (line.length > LONGEST_LINE_BYTES) return end(tooLong());
    const text = decoded(line);
    if (text instanceof ToolkitError) return end(text);
    listener.onLine(text);
  };
  const onData = (chunk: Buffer | string) => {
    let rest = Buffer.from(chunk);
    for (let at = rest.indexOf(LINE_FEED); at !== -1 && !isOver; at = rest.indexOf(LINE_FEED)) {
      take(rest.subarray(0, at));
      rest = rest.subarray(at + 1);
    }
    if (isOver || rest.length === 0) return;
    pieces.push(rest);
    if (pieces.reduce((sum, { length }) => sum + length, 0) > LONGEST_LINE_BYTES) end(tooLong());
  };
  const onClose = () => {
    // A last line needs no line end.
    if (!isOver && pieces.length > 0) take(Buffer.alloc(0));
    end();
  };
  input
    .on('data', onData)
    .once('end', onClose)
    .once('close', onClose)
    .once('error', () => end());
  return () => {
    isOver = true;
    input.off('data', onData);
    input.destroy();
  };
}

function decoded(line: Buffer): string | ToolkitError {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '');
  } catch (cause) {
    return new ToolkitError(
      'wrapper.invalid-request',
      `the line ${line.subarray(0, 20).toString('latin1')} is not UTF-8`,
      {
        cause,
      },
    );
  }
}

function tooLong(): ToolkitError {
  return new ToolkitError('wrapper.invalid-request', `the request has more than ${LONGEST_LINE_BYTES} bytes`);
}
