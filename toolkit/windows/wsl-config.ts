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

/**
 * The networking mode that a `.wslconfig` asks for, in lower case.
 *
 * @returns undefined where it names none: WSL then uses NAT. Of several lines the last one counts (Guess).
 */
export function readNetworkingMode(text: string): string | undefined {
  return text
    .split(/\r\n|\n|\r/)
    .map(networkingModeIn)
    .findLast((mode) => mode !== undefined);
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
