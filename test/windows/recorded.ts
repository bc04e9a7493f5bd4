import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real outputs that lie beside the project, not in it; tests that need them are skipped where they are absent. */
const FOLDER = fileURLToPath(new URL('../../../shared/recorded/windows/', import.meta.url));

export const HAS_RECORDED = existsSync(FOLDER);

/** A recorded output with the comment of its first line. */
export function recorded(file: string): string {
  return readFileSync(`${FOLDER}${file}`, 'utf8');
}

/** The output alone, as the program printed it. */
export function recordedOutput(file: string): string {
  return recorded(file).replace(/^#.*\r?\n/, '');
}

export function recordedFiles(prefix: string): readonly string[] {
  return HAS_RECORDED ? readdirSync(FOLDER).filter((file) => file.startsWith(prefix)) : [];
}
