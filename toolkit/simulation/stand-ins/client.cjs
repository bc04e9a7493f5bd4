// A program of a simulated Windows: asks the process that serves the machine, and prints, byte for byte, what it answers.
// Started as `node client.cjs SOCKET PROGRAM [ARGUMENT...]`. CommonJS and no packages, because it must start in moments.
'use strict';

const { appendFileSync } = require('node:fs');
const net = require('node:net');

/** Exit codes of a stand-in that could not stand in; no Windows program used here ends with them. */
const NOT_SERVED = 121;
const NOT_ANSWERED = 122;

const [, , socketPath, program, ...args] = process.argv;
const sinceEpoch = () => performance.timeOrigin + performance.now();

/** Sends one request. Resolves with the reply; never, while the machine hangs. */
function send(request) {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath, () => socket.write(`${JSON.stringify(request)}\n`));
    const chunks = [];
    let reply;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (chunk.at(-1) !== 10) return;
      reply = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (reply.outcome === 'hangs') return;
      socket.destroy();
      resolve(reply);
    });
    socket.on('error', () => fail(NOT_SERVED, `nobody serves the simulated machine at ${socketPath}`));
    socket.on('end', () => fail(NOT_SERVED, 'whoever served the simulated machine has stopped'));
  });
}

function fail(exitCode, message) {
  process.stderr.write(`portwright stand-in for ${program}: ${message}\n`, () => process.exit(exitCode));
}

/** What every reply may ask for, whoever asked. */
async function settle(reply, startMs) {
  if (reply.outcome === 'kills-caller') {
    if (process.ppid > 1) process.kill(process.ppid, 'SIGKILL');
    process.exit(NOT_ANSWERED);
  }
  if (reply.outcome === 'failed') {
    await new Promise(() => fail(reply.exitCode ?? NOT_ANSWERED, reply.message));
  }
  const restMs = startMs + reply.latencyMs - sinceEpoch();
  if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
}

function log(reply, entry) {
  if (!reply.logPath) return;
  appendFileSync(reply.logPath, `${JSON.stringify({ pid: process.pid, ...entry, endMs: sinceEpoch() })}\n`);
}

const print = (stream, data) => new Promise((resolve) => stream.write(data, resolve));

async function runProgram() {
  const startMs = performance.timeOrigin;
  const { WSL_UTF8 } = process.env;
  const reply = await send({ kind: 'run', program, args, environment: { WSL_UTF8 } });
  await settle(reply, startMs);
  const { exitCode, stdout, stderr } = reply;
  if (stdout) await print(process.stdout, Buffer.from(stdout, 'base64'));
  if (stderr) await print(process.stderr, Buffer.from(stderr, 'base64'));
  log(reply, { program, args, startMs, exitCode });
  // Off Windows an exit code is one byte.
  process.exit(process.platform === 'win32' ? exitCode : exitCode & 0xff);
}

const DELIMITER = /^\[Console\]::(Out|Error)\.WriteLine\("(\w+)"\)\s*$/;

/** Speaks as much PowerShell as a session of Portwright's does: the delimiters around a line, and its fixed questions. */
function runPowerShell() {
  const isSession = args.at(-1) === '-' && /^-c(ommand)?$/i.test(args.at(-2) ?? '');
  if (!isSession) return fail(NOT_ANSWERED, 'only a session is understood: -NoExit -Command -');
  let startMs = performance.timeOrigin;
  let last = Promise.resolve();
  let isBusy = false;
  const execute = async (line, arrivedMs) => {
    const [, stream, text] = DELIMITER.exec(line) ?? [];
    if (stream) return print(stream === 'Out' ? process.stdout : process.stderr, `${text}\n`);
    if (line.trim() === '') return undefined;
    isBusy = true;
    const reply = await send({ kind: 'ask', line });
    await settle(reply, startMs ?? arrivedMs);
    await print(process.stdout, `${reply.answer}\n`);
    log(reply, { program, question: reply.question, startMs: startMs ?? arrivedMs });
    // Only the first question waits for PowerShell's own start.
    startMs = undefined;
    isBusy = false;
    return undefined;
  };
  const lines = require('node:readline').createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const arrivedMs = sinceEpoch();
    last = last.then(() => execute(line, arrivedMs));
  });
  // Whoever asked is gone: a question that hangs must not outlive it.
  lines.on('close', () => (isBusy ? process.exit(0) : last.then(() => process.exit(0))));
  return undefined;
}

if (program === 'powershell.exe') runPowerShell();
else runProgram();
