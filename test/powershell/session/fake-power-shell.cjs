// A shell that understands a session's lines and misbehaves as the parameter `path` of a question says.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync, writeFileSync } = require('node:fs');
const lines = require('node:readline').createInterface({ input: process.stdin });

const print = (text) => process.stdout.write(`${text}\n`);
const complain = (text) => process.stderr.write(`${text}\n`);

/** What the mark is printed by, once. */
let printMark = print;
const printMarkNext = (how) => {
  printMark = (mark) => {
    printMark = print;
    how(mark);
  };
};

const answers = {
  // Answer and mark in one piece, as a PowerShell's come that is faster than whoever reads, with Windows' ends of lines.
  together: (ok) => printMarkNext((mark) => process.stdout.write(`\r\n${ok}\r\n${mark}\r\n\u001b[?1h`)),
  // One byte at a time, each given to the pipe on its own.
  pieces: (ok) =>
    printMarkNext(async (mark) => {
      for (const byte of Buffer.from(`\u001b[?1h\n${ok}\n${mark}\n`)) {
        await new Promise((written) => process.stdout.write(Buffer.of(byte), () => setImmediate(written)));
      }
    }),
  complaints: (ok) => {
    for (let line = 0; line < 50_000; line++) complain(`WARNING: ${line} ${'~'.repeat(80)}`);
    print(ok);
  },
  crash: () => process.exit(3),
  child: (_, list) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' });
    writeFileSync(list, String(child.pid));
    answers.hang();
  },
  hang: () => lines.pause().removeAllListeners('line'),
  noise: (ok) => {
    complain('WARNING: something');
    print(`VERBOSE: {"ok":\n\u001b[?1h${ok}`);
    complain('more');
  },
  garbage: () => print('~ no answer ~'),
  silent: () => {},
  halved: (ok) => print(ok.slice(0, -5)),
  wrong: () => print('{"ok":{"exists":"perhaps"}}'),
  failed: () => print('{"error":{"id":"UnauthorizedAccess","message":"\\uac70\\ubd80"}}'),
  missing: () => print('{"error":{"id":"CommandNotFoundException","message":"Get-Acl"}}'),
  refused: () => {
    // Constrained language mode: the delimiters, which call .NET, fail on stderr.
    lines.removeAllListeners('line').on('line', () => complain('Cannot invoke method.'));
    print('{"error":{"id":"LanguageMode","message":"ConstrainedLanguage"}}');
  },
};

lines.on('line', (line) => {
  const mark = /^\[Console\]::Out\.WriteLine\("(\w+)"\)$/.exec(line);
  if (mark) return printMark(mark[1]);
  const words = / '([a-z-]+)' '[^']*' '([^']*)' \}$/.exec(line);
  const readText = (_, value) => (typeof value === 'string' ? JSON.parse(`"${value}"`) : value);
  const { path, startPort } = JSON.parse(Buffer.from(words[2], 'base64').toString('utf8'), readText);
  if (startPort) return process.exit(3);
  const [what, more] = path.split(':');
  const size = what === 'huge' ? 300_000 : 1;
  const writerSids = Array(size).fill(path);
  const ok = JSON.stringify({
    ok: { exists: true, isLink: false, ownerSid: String(process.pid), writerSids },
  });
  if (what === 'crash-once' && !existsSync(more)) {
    writeFileSync(more, '');
    process.exit(3);
  }
  (answers[what] ?? print)(ok, more);
});
