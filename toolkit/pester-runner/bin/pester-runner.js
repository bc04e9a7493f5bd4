#!/usr/bin/env node
// What npm links. It is here before dist/ is built, and says what is missing in words that an older Node understands too.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.js', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  end(`node.too-old: pester-runner needs Node 22.18 or newer, and this is ${process.versions.node}`);
} else if (!existsSync(cli)) {
  end('package.not-built: pester-runner is not built\n  npm run build, in its folder');
} else {
  await import(cli.href);
}

function end(message) {
  process.stderr.write(`error ${message}\n`);
  process.exitCode = 3;
}
