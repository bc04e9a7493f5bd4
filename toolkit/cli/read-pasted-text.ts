import { readFile } from 'node:fs/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Terminal } from './terminal.ts';

const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * Reads what somebody pasted: UTF-8, or UTF-16 as Windows PowerShell's `>` writes it.
 *
 * @param source - A file, or `-` for standard input.
 * @throws ToolkitError `input.unreadable-file`
 */
export async function readPastedText(source: string, terminal: Terminal): Promise<string> {
  try {
    const bytes = source === '-' ? await terminal.readStdin() : await readFile(source);
    if (bytes.length > LONGEST_BYTES)
      throw new Error(`it has ${bytes.length} bytes, more than any pasted output`);
    return decode(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const name = source === '-' ? 'standard input' : source;
    throw new ToolkitError('input.unreadable-file', `cannot read ${name}: ${why}`, { cause });
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
