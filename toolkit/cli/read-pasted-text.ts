import { readFile } from 'node:fs/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Terminal } from './terminal.ts';

const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * Reads what somebody pasted: UTF-8, or UTF-16 as Windows PowerShell's `>` writes it, with its byte order mark or without.
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
  return new TextDecoder(utf16WithoutMark(bytes) ?? 'utf-8').decode(bytes);
}

/** Text has no NUL, but in UTF-16 every ASCII character has one: behind it, or before it in the other byte order. */
function utf16WithoutMark(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [before, behind] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) before++;
    else behind++;
  }
  // Commands print far more than a quarter of ASCII in every language; a few stray NULs make no UTF-16.
  if (Math.max(before, behind) * 8 < bytes.length) return undefined;
  return behind > before ? 'utf-16le' : 'utf-16be';
}
