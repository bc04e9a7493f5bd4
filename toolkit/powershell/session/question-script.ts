import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { QuestionName } from '../../host/questions.ts';

/** Beside this folder in the source, and beside a chunk's folder in the bundle; or beside the bundle's entry. */
const FOLDERS = ['../questions/', './questions/'];

const read = new Map<string, string>();

/** The fixed script of a question, without its comments at the head. @throws ToolkitError `internal.bug` when it is not installed. */
export function questionScript(name: QuestionName): string {
  return scriptFile(`${name}.ps1`);
}

/** The script that runs another one and prints its answer as one line. */
export function frameScript(): string {
  return scriptFile('_frame.ps1');
}

function scriptFile(file: string): string {
  const known = read.get(file);
  if (known !== undefined) return known;
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${file}`, import.meta.url)));
  const text = paths.map(readIfThere).find((found) => found !== undefined);
  if (text === undefined)
    throw new ToolkitError('internal.bug', `the script ${paths.join(' or ')} is missing`);
  const script = text.replace(/^(?:#.*\r?\n)+/, '');
  read.set(file, script);
  return script;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
