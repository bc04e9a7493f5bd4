import { MAX_PORT, type PortRange } from '../ports/port-range.ts';
import { type RegistryValue, registryValueIn } from './registry.ts';
import { localPortRangeIn, MIRRORED, networkingModeIn, saysMirrored } from './wsl-config.ts';

/** One line of a paste that says something by itself. */
export type PastedFact =
  | { readonly networkingMode: string }
  | { readonly localPortRange: PortRange }
  | { readonly registryValue: RegistryValue }
  /** A port of a URL that is registered with http.sys. */
  | { readonly urlPort: number };

/** `HTTP://+:8884/` as `netsh http show servicestate` prints it, in capitals; an address in prose is none. */
const REGISTERED_URL = /^\s*HTTPS?:\/\/[^\s:/]+:(\d{1,5})[:/]/;

/** Reads such a line; undefined for any other. */
export function readPastedFact(line: string): PastedFact | undefined {
  if (line.includes('REG_')) {
    const registryValue = registryValueIn(line);
    return registryValue && { registryValue };
  }
  if (line.includes('ip_local_port_range')) {
    const localPortRange = localPortRangeIn(line);
    return localPortRange && { localPortRange };
  }
  if (/networkingMode|mirrored/i.test(line)) {
    const networkingMode = networkingModeIn(line) ?? (saysMirrored(line) ? MIRRORED : undefined);
    return networkingMode === undefined ? undefined : { networkingMode };
  }
  const urlPort = line.includes('HTTP') ? Number(REGISTERED_URL.exec(line)?.[1] ?? 0) : 0;
  return urlPort >= 1 && urlPort <= MAX_PORT ? { urlPort } : undefined;
}
