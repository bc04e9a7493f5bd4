import type { PortRange } from '../ports/port-range.ts';
import { rowRange } from './excluded-port-range.ts';

/** The mode in which WSL takes a block of 4096 ports from Windows (microsoft/WSL source). */
export const MIRRORED = 'mirrored';

/** A line that begins with `#` or `;` is a comment. */
const MODE = /^(?!\s*[#;]).*?\bnetworkingMode\s*=\s*["']?([A-Za-z]+)/i;
/** `ip_local_port_range = 44620 48715` of sysctl: in mirrored mode it is the block that WSL took from Windows. */
const LOCAL_PORT_RANGE = /\bip_local_port_range\s*[=:]\s*(\d{1,7})\s+(\d{1,7})\s*$/;

/** Where a person's settings of WSL are, given `%USERPROFILE%`. */
export function wslConfigPath(userProfile: string): string {
  return `${userProfile}\\.wslconfig`;
}

/** Where the key may stand; `experimental` is its old home (microsoft/WSL source, WslCoreConfig.cpp). */
const SECTIONS: readonly string[] = ['wsl2', 'experimental'];
const SECTION = /^\s*\[\s*([^\]]*?)\s*\]/;
/** What comes before the value, the value without its quotes, and the rest. */
const SETTING = /^(\s*networkingMode\s*=\s*["']?)([^"'\s#;]*)(.*)$/is;
const NEW_LINE = 'networkingMode=';

/**
 * The networking mode that a `.wslconfig` asks for, in lower case.
 *
 * @returns undefined where it names none: WSL then uses NAT. Of several lines the last one counts (Guess).
 */
export function readNetworkingMode(text: string): string | undefined {
  return settingsIn(linesOf(text)).at(-1)?.mode;
}

/**
 * A `.wslconfig` that asks for the mode, every other byte of it as it was.
 *
 * Each line that names a mode is given the new one, so that it does not matter which of several counts. Without such a line one
 * is added at the end of `[wsl2]`, and that section where there is none. Line ends are those of the file, CRLF in a new one.
 *
 * @param text - Undefined where there is no file.
 */
export function withNetworkingMode(text: string | undefined, mode: string): string {
  const lines = linesOf(text ?? '');
  const settings = settingsIn(lines);
  if (settings.length === 0) return withNewSetting(lines, mode);
  for (const { index } of settings) lines[index] = withValue(lines[index] ?? '', mode);
  return lines.join('');
}

/**
 * A `.wslconfig` that somebody has changed since, with the mode as it was before: the lines that ask for `mode` get the former
 * one, or go where there was none.
 */
export function withFormerMode(text: string, mode: string, former: string | undefined): string {
  const lines = linesOf(text);
  for (const { index, mode: found } of settingsIn(lines)) {
    if (found === mode) lines[index] = former === undefined ? '' : withValue(lines[index] ?? '', former);
  }
  return lines.join('');
}

function withValue(line: string, mode: string): string {
  return line.replace(SETTING, (_, before: string, __, rest: string) => `${before}${mode}${rest}`);
}

function withNewSetting(lines: readonly string[], mode: string): string {
  const lineEnd = /\r\n|\n/.exec(lines.join(''))?.[0] ?? '\r\n';
  const ended = lines.map((line) => (line === '' || /[\r\n]$/.test(line) ? line : `${line}${lineEnd}`));
  const heading = ended.findLastIndex((line) => sectionIn(line) === 'wsl2');
  if (heading === -1) return [...ended, `[wsl2]${lineEnd}`, `${NEW_LINE}${mode}${lineEnd}`].join('');
  const next = ended.findIndex((line, index) => index > heading && sectionIn(line) !== undefined);
  const section = ended.slice(0, next === -1 ? ended.length : next);
  const at = section.findLastIndex((line) => line.trim() !== '') + 1;
  return ended.toSpliced(at, 0, `${NEW_LINE}${mode}${lineEnd}`).join('');
}

/** Lines with their ends, a byte order mark being part of the first. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

function sectionIn(line: string): string | undefined {
  return SECTION.exec(line.replace(/^\uFEFF/, ''))?.[1]?.toLowerCase();
}

/** The lines that count, by their index. A key before any section, or in another one, is none of WSL's. */
function settingsIn(lines: readonly string[]): { readonly index: number; readonly mode: string }[] {
  let section = '';
  return lines.flatMap((line, index) => {
    section = sectionIn(line) ?? section;
    const mode = SETTING.exec(line)?.[2]?.toLowerCase();
    return mode && SECTIONS.includes(section) ? [{ index, mode }] : [];
  });
}

/** The networking mode that one line names, `networkingMode=mirrored` or prose that holds it. */
export function networkingModeIn(line: string): string | undefined {
  return MODE.exec(line)?.[1]?.toLowerCase();
}

/** Whether a line says that WSL is in mirrored mode, as a setting or in a person's own words. */
export function saysMirrored(line: string): boolean {
  return networkingModeIn(line) === MIRRORED || (/\bmirrored\b/i.test(line) && /\bWSL2?\b/i.test(line));
}

/** The ports that Linux hands out, where a line of `sysctl` says so. */
export function localPortRangeIn(line: string): PortRange | undefined {
  const [, first, last] = LOCAL_PORT_RANGE.exec(line) ?? [];
  return first === undefined ? undefined : rowRange(first, last);
}
