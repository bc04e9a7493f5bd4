import { readlinkSync } from 'node:fs';

/**
 * Names the network namespace this process is in, for example `net:[4026532281]`: sysctls of ports and sockets are its own
 * (network_namespaces(7)), so what was changed in one cannot be put back in another.
 *
 * @returns undefined in the namespace of the machine itself, and where that one may not be read.
 */
export function networkNamespace(): string | undefined {
  try {
    const own = readlinkSync('/proc/self/ns/net');
    return own === readlinkSync('/proc/1/ns/net') ? undefined : own;
  } catch {
    return undefined;
  }
}
