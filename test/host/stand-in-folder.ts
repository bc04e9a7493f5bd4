import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes an empty folder that is removed with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pw-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes programs of plain JavaScript, which are started as Windows' own would be. */
export function standInFolder(programs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, code] of Object.entries(programs)) {
    const script = join(folder, `${name}.cjs`);
    writeFileSync(script, code);
    writeFileSync(join(folder, name), `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** What is thrown, by its code. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => ({ resolved: value }),
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

/** Whether a process of this number is there. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
