#!/usr/bin/env node
import { createRequire, enableCompileCache } from 'node:module';
import { VERSION } from '../version.ts';
import { isScenarioFile } from './is-scenario-file.ts';
import { refuseOldNode } from './refuse-old-node.ts';

const [, , first, ...rest] = process.argv;

// Answered before anything else is loaded: scripts ask for it often.
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const refused = refuseOldNode(process.versions.node, process.argv.slice(2), process);
  if (refused === undefined) load();
  else process.exitCode = refused;
}

function load(): void {
  enableCompileCache();
  // One CommonJS file each: Node's module loader and dozens of shared files take longer than most of the work. They are built
  // beside this one, and so are loaded by their built names. Only a scenario file of the user's own needs the library, whose
  // very modules it imports; a run that is resumed or rolled back may have been made from one.
  if (mayNeedLibrary(first, rest)) void import('./main-process.ts');
  else createRequire(import.meta.url)(first === 'diagnose' ? './diagnose.cjs' : './quick.cjs');
}

function mayNeedLibrary(command: string | undefined, words: readonly string[]): boolean {
  if (command === 'resume' || command === 'rollback') return true;
  return (command === 'run' || command === 'plan' || command === 'test') && words.some(isScenarioFile);
}
