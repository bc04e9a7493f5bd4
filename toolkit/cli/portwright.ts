#!/usr/bin/env node
import { createRequire, enableCompileCache } from 'node:module';
import { VERSION } from '../version.ts';

const [, , first, ...rest] = process.argv;

// Answered before anything else is loaded: scripts ask for it often.
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  enableCompileCache();
  // What people call most, and wait for, is one CommonJS file of its own: Node's module loader and dozens of shared files
  // take longer than the work. It is built beside this one, and so is loaded by its built name.
  if (first === 'diagnose') createRequire(import.meta.url)('./diagnose.cjs');
  else void import('./main-process.ts');
}
