import { WSAEACCES, WSAEADDRINUSE, WSAEADDRNOTAVAIL } from '../bind-probe.ts';

const NAMES: Readonly<Record<number, string>> = {
  [WSAEACCES]: 'EACCES, permission denied',
  [WSAEADDRINUSE]: 'EADDRINUSE, address already in use',
  [WSAEADDRNOTAVAIL]: 'EADDRNOTAVAIL, no address of this machine',
};

/** What Linux calls an error of a bind, which a probe answers in the numbers of Winsock. */
export function socketErrorName(socketError: number): string {
  return NAMES[socketError] ?? `error ${socketError}`;
}
