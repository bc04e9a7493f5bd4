import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** A pipe that one process connects to. */
export interface PrivatePipe {
  /** What .NET's NamedPipeClientStream takes: a name on Windows, an absolute path elsewhere. */
  readonly name: string;
  /** Resolves when somebody has connected. */
  readonly connection: Promise<Socket>;
  close(): Promise<void>;
}

/**
 * Listens on a pipe under a name that nobody can guess.
 *
 * Off Windows it is a socket in `folder`, which only its owner may enter.
 */
export async function openPrivatePipe(folder: string): Promise<PrivatePipe> {
  const isWindows = process.platform === 'win32';
  const name = isWindows ? `pester-runner-${randomUUID()}` : join(folder, 'driver');
  const server = createServer();
  const connection = new Promise<Socket>((connected) => {
    server.once('connection', (socket) => {
      // One is all; a second would be somebody else.
      server.close();
      connected(socket);
    });
  });
  await new Promise<void>((listening, reject) => {
    server.once('error', reject);
    server.listen(isWindows ? `\\\\.\\pipe\\${name}` : name, listening);
  });
  return {
    name,
    connection,
    close: async () => {
      server.close();
      void connection.then((socket) => socket.destroy());
      if (!isWindows) await rm(name, { force: true });
    },
  };
}

/** The longest line that is waited for, in bytes. No run is near it; a stream of anything else is stopped by it. */
const MAXIMUM_LINE_BYTES = 1 << 29;
const LINE_FEED = 0x0a;

/**
 * Yields each line of UTF-8 that ends with a line feed. What follows the last one is dropped: it was cut off.
 *
 * Not `node:readline`, to which U+2028 in a test's name is the end of a line.
 */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString('utf8');
      [begun, begunBytes, start] = [[], 0, end + 1];
    }
    begun.push(chunk.subarray(start));
    begunBytes += chunk.length - start;
    if (begunBytes > MAXIMUM_LINE_BYTES) return;
  }
}
