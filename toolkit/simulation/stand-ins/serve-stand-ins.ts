import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { createMachine, DEFAULT_MACHINE, type MachineOptions } from '../create-machine.ts';
import { openStateFile } from '../state-file.ts';
import { createAnswerer } from './answer-request.ts';
import type { StandInManners, StandInReply } from './protocol.ts';
import { ownFolder, type StandInFiles, writeStandIns } from './stand-in-files.ts';

export interface ServeStandInsOptions {
  /** The file that keeps the machine; made where there is none. */
  readonly statePath: string;
  /** The folder the programs are written to. */
  readonly bin: string;
  /** How long each program takes at least, from the start of its process, in milliseconds. @defaultValue 0 */
  readonly latencyMs?: number | undefined;
  /** Gets one line of JSON for each program and question that came to its end. @defaultValue none is written */
  readonly logPath?: string | undefined;
  /** What a new machine is like. @defaultValue {@link DEFAULT_MACHINE} */
  readonly machine?: MachineOptions | undefined;
  /** Stops it. */
  readonly signal?: AbortSignal | undefined;
}

export interface StandInServer {
  readonly bin: string;
  /** Names of the programs in {@link bin}, sorted. */
  readonly programs: readonly string[];
  /** Ends what hangs, and removes every file that was written. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when it has stopped, by {@link stop} or by the signal. */
  readonly stopped: Promise<void>;
}

/**
 * Writes the programs of a simulated Windows into a folder (`netsh`, `netsh.exe`, `net`, … `powershell.exe`) and answers them,
 * one request at a time, from the machine in the state file, until it is stopped.
 *
 * Programs print the very bytes Windows would, on the same stream; off Windows an exit code arrives modulo 256. A program that
 * nobody serves any more says so on stderr and ends with 121; one whose machine cannot be read with 122. On Windows the programs
 * are `.cmd` files over a named pipe, which has not been tried there.
 *
 * @throws ToolkitError `input.invalid-argument` for a folder that is served already or holds other files of these names;
 *   `host.file-failed`; whatever a damaged state file throws.
 */
export async function serveStandIns(options: ServeStandInsOptions): Promise<StandInServer> {
  const { latencyMs = 0, logPath, signal } = options;
  const bin = resolve(options.bin);
  const address = socketAddress(bin);
  const store = await openStateFile(options.statePath, () =>
    createMachine(options.machine ?? DEFAULT_MACHINE),
  );
  await refuseServed(address, bin);
  const files = writeStandIns({ bin, address, hasDocker: store.machine.docker.installed });
  const manners = { latencyMs, logPath: logPath === undefined ? undefined : resolve(logPath) };
  const answer = createAnswerer(store);
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    serveConnection(socket, answer, manners);
  });
  await listen(server, address).catch((error: unknown) => {
    files.remove();
    throw error;
  });
  return stoppable({ server, connections, files, bin, signal });
}

interface Running {
  readonly server: Server;
  readonly connections: ReadonlySet<Socket>;
  readonly files: StandInFiles;
  readonly bin: string;
  readonly signal: AbortSignal | undefined;
}

function stoppable({ server, connections, files, bin, signal }: Running): StandInServer {
  const { promise: stopped, resolve: hasStopped } = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = (): Promise<void> => {
    if (isStopping) return stopped;
    isStopping = true;
    signal?.removeEventListener('abort', stop);
    server.close(() => {
      files.remove();
      hasStopped();
    });
    for (const connection of connections) connection.destroy();
    return stopped;
  };
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) void stop();
  return { bin, programs: files.names, stop, stopped };
}

/** What fits into the address of a unix socket everywhere: 104 bytes on macOS, 108 on Linux, one of them the end. */
const MAX_SOCKET_BYTES = 103;

function socketAddress(bin: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\portwright-${process.pid}`;
  const address = join(ownFolder(bin), 'socket');
  if (Buffer.byteLength(address) <= MAX_SOCKET_BYTES) return address;
  throw new ToolkitError('input.invalid-argument', `the path of ${bin} is too long for a socket in it`, {
    remedy: 'Name a folder with a shorter path.',
  });
}

/** A socket that nobody answers was left by a process that was killed; it is removed. */
async function refuseServed(address: string, bin: string): Promise<void> {
  if (process.platform === 'win32') return;
  const isServed = await new Promise<boolean>((answer) => {
    const probe = connect(address, () => {
      probe.destroy();
      answer(true);
    });
    probe.once('error', () => answer(false));
  });
  if (isServed)
    throw new ToolkitError('input.invalid-argument', `${bin} is served by another process already`);
  rmSync(address, { force: true });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((listening, fail) => {
    server.once('error', (cause) => {
      fail(new ToolkitError('host.file-failed', `cannot listen at ${address}: ${cause.message}`, { cause }));
    });
    server.listen(address, listening);
  });
}

/** One request a connection. It stays open while the machine hangs; a stand-in that was killed closes it. */
function serveConnection(
  socket: Socket,
  answer: (line: string) => Promise<StandInReply>,
  manners: StandInManners,
): void {
  const chunks: Buffer[] = [];
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    if (chunk.at(-1) !== LINE_FEED) return;
    const line = Buffer.concat(chunks.splice(0)).toString('utf8');
    void answer(line).then((reply) => {
      socket.write(`${JSON.stringify({ ...reply, ...manners })}\n`);
    });
  });
}

const LINE_FEED = 10;
