// A shell that speaks node-powershell's protocol and misbehaves as the parameter `path` of a question says.
'use strict';
const { existsSync, writeFileSync } = require('node:fs');
const lines = require('node:readline').createInterface({ input: process.stdin });

const print = (text) => process.stdout.write(`${text}\n`);
const complain = (text) => process.stderr.write(`${text}\n`);

const answers = {
  crash: () => process.exit(3),
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
  const delimiter = /^\[Console\]::(Out|Error)\.WriteLine\("(\w+)"\)$/.exec(line);
  if (delimiter) return void (delimiter[1] === 'Out' ? print : complain)(delimiter[2]);
  const words = / '([a-z-]+)' '[^']*' '([^']*)' \}$/.exec(line);
  const { path, startPort } = JSON.parse(Buffer.from(words[2], 'base64').toString('utf8'));
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
  (answers[what] ?? print)(ok);
});
