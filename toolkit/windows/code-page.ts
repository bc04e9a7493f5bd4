import { createRequire } from 'node:module';
import type { Command } from '../host/command.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/**
 * How a program's bytes are to be read. Windows' console programs print in the OEM code page of the system; docker.exe and
 * PowerShell in UTF-8; wsl.exe in UTF-16LE, or UTF-8 when the environment has `WSL_UTF8=1` (microsoft/WSL source).
 */
export type OutputEncoding =
  | { readonly kind: 'oem'; readonly codePage: number }
  | { readonly kind: 'utf8' }
  | { readonly kind: 'wsl' };

/** OEM code page of a Windows by its display language. */
export const OEM_CODE_PAGES = {
  en: 437,
  ko: 949,
  ja: 932,
  de: 850,
  fr: 850,
  es: 850,
  'pt-BR': 850,
  ru: 866,
  'zh-CN': 936,
} as const;

/** `chcp` without a number: says the console's code page. */
export function showCodePage(): Command {
  return { file: 'chcp.com', args: [], effect: 'read' };
}

/** The one integer of what `chcp` prints; its words are translated. @throws UnrecognizedOutputError */
export function parseCodePage(stdout: string): number {
  const lines = printedLines(stdout);
  const [codePage, ...others] = lines.flatMap((line) => line.text.match(/\d+/g) ?? []);
  if (codePage === undefined || others.length > 0) throw unrecognized('the code page', lines[0]);
  return Number(codePage);
}

const UTF8_CODE_PAGE = 65001;

/**
 * Turns a program's bytes into text. Bytes that mean nothing in their encoding become U+FFFD; ASCII, which is all that the
 * parsers rely on, is the same in every one of these encodings.
 *
 * @returns Text without a byte order mark.
 */
export function decodeOutput(bytes: Uint8Array, encoding: OutputEncoding): string {
  if (encoding.kind === 'wsl') return new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8').decode(bytes);
  if (encoding.kind === 'utf8' || encoding.codePage === UTF8_CODE_PAGE)
    return new TextDecoder().decode(bytes);
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  const codec = iconv();
  const name = `cp${encoding.codePage}`;
  return codec.encodingExists(name) ? codec.decode(asBuffer(bytes), name) : new TextDecoder().decode(bytes);
}

/** The bytes a Windows console program would print; a character the code page lacks becomes `?`. */
export function encodeOutput(text: string, codePage: number): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (codePage === UTF8_CODE_PAGE || isAscii(bytes)) return bytes;
  return iconv().encode(text, `cp${codePage}`);
}

export function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** wsl.exe writes no byte order mark into a pipe, but every ASCII character of its UTF-16 has a zero beside it. */
function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes.includes(0);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type Iconv = typeof import('iconv-lite');
let loaded: Iconv | undefined;

/** Loaded at the first byte that is not ASCII: most machines never print one that matters. */
function iconv(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}
