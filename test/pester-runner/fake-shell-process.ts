// Stands in for PowerShell with the driver: speaks its protocol, and does what the first argument says.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { FakeAction, FakeShell } from './fake-shell.ts';

const fake = JSON.parse(process.argv[2] ?? '{}') as FakeShell;
const pipe = process.argv.at(-1) ?? '';
if (fake.neverSpeaks === true) {
  process.stderr.write('cannot be loaded because running scripts is disabled\n', () => process.exit(1));
} else {
  const socket = connect(process.platform === 'win32' ? `\\\\.\\pipe\\${pipe}` : pipe);
  const send = (text: string): Promise<void> => new Promise((sent) => socket.write(text, () => sent()));
  socket.on('error', () => process.exit(1)).on('close', () => process.exit(0));
  const powershell = fake.powershell ?? { version: '7.4.6', edition: 'Core' };
  const installed = fake.installed ?? [{ version: '5.6.1', path: '/modules/Pester/5.6.1/Pester.psd1' }];
  await send(`${JSON.stringify({ type: 'hello', powershell, installed })}\n`);
  const request = await firstLine(socket);
  for (const action of fake.actions ?? []) await act(action, request, send);
  socket.end();
}

async function firstLine(stream: AsyncIterable<Buffer>): Promise<string> {
  const iterator = stream[Symbol.asyncIterator]();
  let text = '';
  // The iterator is left as it is: to return it would destroy the socket.
  while (!text.includes('\n')) {
    const { value, done } = await iterator.next();
    if (done === true) return process.exit(0);
    text += value.toString('latin1');
  }
  return text;
}

async function act(
  action: FakeAction,
  request: string,
  send: (text: string) => Promise<void>,
): Promise<void> {
  if ('send' in action) await send(`${JSON.stringify(action.send)}\n`);
  else if ('raw' in action) await send(action.raw);
  else if ('echo' in action) await send(`${JSON.stringify(echo(request))}\n`);
  else if ('print' in action) {
    for (let time = 0; time < action.times; time += 1) {
      await new Promise((written) => process[action.on].write(action.print, written));
    }
  } else if ('startSleeper' in action) {
    const sleeper = fileURLToPath(new URL('sleeper.ts', import.meta.url));
    // Inherits the output, as what a test starts does.
    spawn(process.execPath, [sleeper, `${action.startSleeper}`], {
      detached: action.leavesGroup,
      stdio: 'inherit',
    }).unref();
  } else if ('exit' in action) process.exit(action.exit);
  else await new Promise(() => {});
}

function echo(line: string): unknown {
  const request = JSON.parse(line) as Record<'files' | 'tags' | 'excludeTags' | 'names', string[]>;
  const texts = [request.files, request.tags, request.excludeTags, request.names].flat();
  const tests = texts.map((text) => ({
    path: [Buffer.from(text, 'base64').toString('utf8')],
    container: 'f',
    file: 'f',
    line: 1,
    result: 'Passed',
    durationMs: 0,
    errors: [],
    tags: [],
    wasSent: true,
  }));
  return { type: 'result', durationMs: 0, containers: [], failedBlocks: [], coverage: null, tests };
}
