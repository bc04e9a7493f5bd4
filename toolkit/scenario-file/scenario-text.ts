import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';

/** A scenario file as it was read once: what is hashed is what is loaded. */
export interface ScenarioText {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly text: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
}

/** @throws ToolkitError `input.unreadable-file` when there is no such file, it is a folder, or it may not be read. */
export async function readScenarioText(path: string): Promise<ScenarioText> {
  try {
    const real = await realpath(path);
    const bytes = await readFile(real);
    return {
      path: real,
      text: bytes.toString('utf8'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  } catch (error) {
    throw new ToolkitError('input.unreadable-file', `cannot read scenario file ${path}: ${reason(error)}`, {
      cause: error,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? String(error);
}
