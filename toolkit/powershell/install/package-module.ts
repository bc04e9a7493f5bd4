import { cpSync, mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { bundleRunner } from './bundle-runner.ts';
import type { ModuleSource } from './module-source.ts';

/**
 * Copies a module and puts the command line it calls into it.
 *
 * @param target - A folder that does not exist yet.
 */
export function packageModule({ module, runner }: ModuleSource, target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(module, target, { recursive: true, filter: (path) => relative(module, path) !== 'cli' });
  bundleRunner(runner, target);
}
