import { contains, type PortRange } from './port-range.ts';

/** Well-known services (RFC 6335, section 6). Port 0 belongs to it on paper and is never bound. */
export const IANA_SYSTEM_PORT_RANGE: PortRange = { startPort: 0, numberOfPorts: 1024 };

/** Registered services: where most servers of a developer live. */
export const IANA_USER_PORT_RANGE: PortRange = { startPort: 1024, numberOfPorts: 48128 };

/** Ports for clients, and Windows' own dynamic port range unless it was changed. No service may count on one of them. */
export const IANA_DYNAMIC_PORT_RANGE: PortRange = { startPort: 49152, numberOfPorts: 16384 };

export type IanaClass = 'system' | 'user' | 'dynamic';

/** Which of the three ranges of RFC 6335 a port belongs to. */
export function ianaClass(port: number): IanaClass {
  if (contains(IANA_SYSTEM_PORT_RANGE, port)) return 'system';
  return contains(IANA_USER_PORT_RANGE, port) ? 'user' : 'dynamic';
}
