import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunPesterOptions } from '../../toolkit/pester-runner/index.ts';

/** What a stand-in for PowerShell does, in order, once it was asked for a run. */
export type FakeAction =
  | { readonly send: unknown }
  /** Sends bytes as they are, without a line feed. */
  | { readonly raw: string }
  /** A result with one test for each text of the request, so that one sees what arrived. */
  | { readonly echo: true }
  | { readonly print: string; readonly times: number; readonly on: 'stdout' | 'stderr' }
  /** Starts a process that connects to a port and then does nothing for ever. */
  | { readonly startSleeper: number; readonly leavesGroup: boolean }
  | { readonly exit: number }
  | { readonly hang: true };

export interface FakeShell {
  readonly powershell?: { readonly version: string; readonly edition: string };
  readonly installed?: readonly { readonly version: string; readonly path: string }[];
  /** Ends before it has said anything. */
  readonly neverSpeaks?: boolean;
  readonly actions?: readonly FakeAction[];
}

const PROCESS = fileURLToPath(new URL('fake-shell-process.ts', import.meta.url));
export const SLEEPER = fileURLToPath(new URL('sleeper.ts', import.meta.url));

/** The options that run this instead of a PowerShell, on any system. */
export function fakeShell(fake: FakeShell): Pick<RunPesterOptions, 'executable' | 'executableArguments'> {
  return { executable: process.execPath, executableArguments: [PROCESS, JSON.stringify(fake)] };
}

/** A test as the driver sends it. */
export function testMessage(
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    container: '/tests/One.Tests.ps1',
    path: ['Block', name],
    file: '/tests/One.Tests.ps1',
    line: 3,
    result: 'Passed',
    durationMs: 1.5,
    errors: [],
    tags: [],
    wasSent: true,
    ...more,
  };
}

/** A result as the driver sends it. */
export function resultMessage(
  tests: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): { send: Record<string, unknown> } {
  const container = { file: '/tests/One.Tests.ps1', result: 'Passed', durationMs: 12, errors: [] };
  const rest = { durationMs: 12.5, containers: [container], failedBlocks: [], coverage: null };
  return { send: { type: 'result', ...rest, tests, ...more } };
}

/** A folder with files in it, and how to remove it. */
export function testFolder(files: Readonly<Record<string, string>>): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'pester-runner-test-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Waits for sleepers: whether one has come, and whether it has died, which closes its connection whatever killed it. */
export async function expectSleeper(): Promise<
  AsyncDisposable & { port: number; came: Promise<void>; died: Promise<void> }
> {
  const came = Promise.withResolvers<void>();
  const died = Promise.withResolvers<void>();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {}).once('close', () => died.resolve());
    came.resolve();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a port');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  };
  return { port: address.port, came: came.promise, died: died.promise, [Symbol.asyncDispose]: close };
}
