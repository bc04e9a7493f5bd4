import type { PortRange } from '../ports/port-range.ts';
import type { DockerOsType } from './docker-engine.ts';
import { registeredPortIn } from './http-service-state.ts';
import { type RegistryValue, registryValueIn } from './registry.ts';
import { localPortRangeIn, MIRRORED, networkingModeIn, saysMirrored } from './wsl-config.ts';

/** One line of a paste that says something by itself. */
export type PastedFact =
  | { readonly networkingMode: string }
  | { readonly localPortRange: PortRange }
  | { readonly registryValue: RegistryValue }
  /** Which containers Docker's engine runs. */
  | { readonly dockerOsType: DockerOsType }
  /** A port of a URL that is registered with http.sys. */
  | { readonly urlPort: number };

/** A line of `docker info`, or of its JSON; Docker translates neither. */
const DOCKER_OS_TYPE = /^\s*(?:\{.*)?"?OSType"?:\s*"?(linux|windows)\b/;

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
  if (line.includes('OSType')) {
    const dockerOsType = DOCKER_OS_TYPE.exec(line)?.[1];
    return dockerOsType === undefined
      ? undefined
      : { dockerOsType: dockerOsType === 'linux' ? 'linux' : 'windows' };
  }
  const urlPort = registeredPortIn(line);
  return urlPort === undefined ? undefined : { urlPort };
}
