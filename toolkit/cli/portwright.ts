#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Answered before anything else is loaded: scripts ask for it often.
if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  const { VERSION } = await import('../version.ts');
  process.stdout.write(`${VERSION}\n`);
} else {
  enableCompileCache();
  const { runProcess } = await import('./run-process.ts');
  await runProcess();
}
