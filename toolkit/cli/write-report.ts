import { writeFileSync } from 'node:fs';
import { ToolkitError } from '../errors/toolkit-error.ts';

/** Writes a file that a person asked for. @throws ToolkitError `host.file-failed` */
export function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('host.file-failed', `cannot write ${path}: ${why}`, { cause });
  }
}
