import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runProcess } from '../../toolkit/host/process-runner.ts';
import { temporaryFolder } from './stand-in-folder.ts';

const environment = { PATH: process.env.PATH };

function node(code: string, ...args: string[]) {
  return { executable: process.execPath, args: ['-e', code, '--', ...args], environment, timeoutMs: 30_000 };
}

const ECHO = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('arguments reach the process verbatim', () => {
  test('hostile ones, all at once', async () => {
    const args = [
      '',
      ' ',
      '"',
      "'",
      '$(id)',
      '`id`',
      '%PATH%',
      '^&|<>',
      'a\nb',
      '\\',
      '\\"',
      '한국어 포트',
      '*',
      '--',
    ];
    const { stdout } = await runProcess(node(ECHO, ...args));
    expect(JSON.parse(text(stdout))).toEqual(args);
  });

  test('any text without NUL', async () => {
    const word = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (args) => {
        const { stdout } = await runProcess(node(ECHO, ...args));
        expect(JSON.parse(text(stdout))).toEqual(args);
      }),
      { numRuns: 10 },
    );
  });
});

test('both streams are kept whole, byte for byte, past what a pipe holds', async () => {
  const code = `
    const bytes = Buffer.alloc(3_000_000, 0xb0);
    process.stderr.write(bytes.subarray(0, 1_000_001), () => process.stdout.write(bytes));`;
  const { stdout, stderr, exitCode } = await runProcess(node(code));
  expect([exitCode, stdout.length, stderr.length]).toEqual([0, 3_000_000, 1_000_001]);
  expect(stdout.every((byte) => byte === 0xb0)).toBe(true);
});

test('an exit code is an answer, not a failure', async () => {
  expect(await runProcess(node('process.exit(125)'))).toMatchObject({ ending: 'exited', exitCode: 125 });
});

test('a process that a signal ended has 128 and the signal', async () => {
  const outcome = await runProcess(node("process.kill(process.pid, 'SIGTERM')"));
  expect(outcome).toMatchObject({ ending: 'exited', exitCode: 143 });
});

test('stdin is empty, so that nothing can wait for an answer', async () => {
  const { stdout } = await runProcess(node("process.stdin.on('end', () => console.log('end')).resume()"));
  expect(text(stdout)).toBe('end\n');
});

test('a program that cannot be started says why', async () => {
  const outcome = await runProcess({ ...node(''), executable: join(temporaryFolder(), 'netsh.exe') });
  expect(outcome).toMatchObject({ ending: 'not-started', cause: { code: 'ENOENT' } });
});

test('the environment is exactly what was given', async () => {
  const request = {
    ...node('console.log(Object.keys(process.env).sort().join())'),
    environment: { ONE: '1' },
  };
  expect(text((await runProcess(request)).stdout)).toBe('ONE\n');
});

describe.skipIf(process.platform === 'win32')('a process that must go', () => {
  /** A process and its child, both connected to a server: whoever dies lets go of the connection. */
  async function family() {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const connect = `require('net').connect(${port}, '127.0.0.1')`;
    const code = `
      require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(connect)}], { stdio: 'inherit' });
      process.stdout.write('printed before');
      ${connect};`;
    const arrivals = async () => {
      const sockets = [];
      for (let count = 0; count < 2; count++) sockets.push((await once(server, 'connection'))[0]);
      return sockets.map(
        (socket) => new Promise((gone) => socket.on('error', gone).on('close', gone).resume()),
      );
    };
    return { code, arrivals, close: () => server.close() };
  }

  test('is killed with its children when it is interrupted, and what it printed is kept', async () => {
    const { code, arrivals, close } = await family();
    const controller = new AbortController();
    const running = runProcess({ ...node(code), signal: controller.signal });
    const gone = await arrivals();
    controller.abort();
    const outcome = await running;
    await Promise.all(gone);
    close();
    expect(outcome.ending).toBe('aborted');
    expect(text(outcome.stdout)).toBe('printed before');
  });

  test('is killed with its children when its time is over', async () => {
    const { code, arrivals, close } = await family();
    const running = runProcess({ ...node(code), timeoutMs: 4000 });
    const gone = await arrivals();
    const outcome = await running;
    await Promise.all(gone);
    close();
    expect(outcome.ending).toBe('timed-out');
    expect(text(outcome.stdout)).toBe('printed before');
  });

  test('is not started when it was interrupted before', async () => {
    const outcome = await runProcess({ ...node('process.exit(9)'), signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ ending: 'aborted', exitCode: -1 });
  });

  test('does not wait for a child that keeps the stream open', async () => {
    const code = `
      const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
      child.unref();
      process.stdout.write(String(child.pid), () => process.exit(7));`;
    const outcome = await runProcess(node(code));
    process.kill(Number(text(outcome.stdout)), 'SIGKILL');
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 7 });
  });
});
