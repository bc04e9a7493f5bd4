import { isSameRange, type PortRange } from '../ports/port-range.ts';

/**
 * Who holds a row of the excluded port ranges.
 *
 * `administered` was added by a person or a program through netsh · `hns` is the Host Network Service's own
 * administered 50000-50059 · `winnat`, `hns-load-balancer`, `http.sys`, `wsl-mirrored` and `persistent-reservation` refuse a bind.
 */
export type BlockOrigin =
  | 'administered'
  | 'hns'
  | 'winnat'
  | 'hns-load-balancer'
  | 'http.sys'
  | 'wsl-mirrored'
  | 'persistent-reservation'
  | 'unknown';

export interface Row extends PortRange {
  readonly administered: boolean;
}

/** Ports Windows' own services register with http.sys, seen un-starred in public captures: SSDP, WSDAPI, WinRM, IIS. */
const HTTP_SYS_PORTS = new Set([80, 443, 2869, 5357, 5985, 5986, 47001]);
const HNS_OWN: PortRange = { startPort: 50000, numberOfPorts: 60 };

/**
 * Judges a row by its size, its mark and its place; netsh does not say who made it.
 *
 * winnat draws blocks of 100 (10 on Windows 10 1709, docker/for-win#1707), HNS load balancers 64 (Microsoft's container
 * documentation), http.sys one per registered port, WSL's mirrored mode 4096 (microsoft/WSL source).
 *
 * @param persistent - Rows of `store=persistent`: an un-starred one there is a persistent reservation.
 */
export function blockOrigin(row: Row, persistent: readonly Row[] = []): BlockOrigin {
  if (row.administered) return isSameRange(row, HNS_OWN) ? 'hns' : 'administered';
  if (persistent.some((stored) => !stored.administered && isSameRange(stored, row)))
    return 'persistent-reservation';
  if (row.numberOfPorts === 100 || row.numberOfPorts === 10) return 'winnat';
  if (row.numberOfPorts === 64) return 'hns-load-balancer';
  if (row.numberOfPorts === 4096) return 'wsl-mirrored';
  if (row.numberOfPorts === 1 && HTTP_SYS_PORTS.has(row.startPort)) return 'http.sys';
  return 'unknown';
}
