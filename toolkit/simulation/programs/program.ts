import type { MessageKey, Texts } from '../locale/messages.ts';
import type { MachineState } from '../machine-state.ts';

/** How a program writes its text: in the machine's OEM code page, or in one encoding whatever the machine. */
export type ProgramEncoding = 'oem' | 'utf8' | 'utf16le';

/** What one process left behind. Lines end as the program ends them; the text is not encoded yet. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly encoding: ProgramEncoding;
}

/** The environment variables that change what a program prints. */
export interface ProgramEnvironment {
  readonly WSL_UTF8?: string;
}

/** What a program is started with. The machine is changed in place. */
export interface ProgramCall {
  readonly machine: MachineState;
  readonly texts: Texts;
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly environment: ProgramEnvironment;
}

export type Program = (call: ProgramCall) => ProgramResult;

/** Joins lines as Windows programs print them: each ends with CRLF. No line gives no text. */
export function crlf(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

/** A result on stdout in the OEM code page. */
export function printed(stdout: string, exitCode = 0): ProgramResult {
  return { exitCode, stdout, stderr: '', encoding: 'oem' };
}

/** A result on stderr in the OEM code page. */
export function complained(stderr: string, exitCode: number): ProgramResult {
  return { exitCode, stdout: '', stderr, encoding: 'oem' };
}

/** The error numbers whose sentence the table of messages holds. */
const WIN32_TEXTS: Readonly<Partial<Record<number, MessageKey>>> = {
  2: 'win32.2',
  5: 'win32.5',
  32: 'win32.32',
  87: 'win32.87',
  1051: 'win32.1051',
  1056: 'win32.1056',
  1060: 'win32.1060',
  1061: 'win32.1061',
  1062: 'win32.1062',
  1068: 'win32.1068',
  1168: 'win32.1168',
};

/** Windows' own sentence for an error number, in the machine's language. */
export function win32Text(texts: Texts, code: number): string {
  return texts(WIN32_TEXTS[code] ?? 'win32.other', { code });
}
