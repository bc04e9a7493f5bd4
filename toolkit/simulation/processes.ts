import type { MachineState } from './machine-state.ts';

/** Process ids the simulated machine keeps from boot to boot. Names are as Get-Process gives them, without `.exe`. */
export const PROCESS = {
  system: 4,
  rpc: 1012,
  dnsClient: 1180,
  iphlpsvc: 2764,
  vmms: 3344,
  browser: 6120,
  grabber: 7788,
  docker: 9316,
} as const;

/** The processes that run after a boot. */
export function bootProcesses(): MachineState['processes'] {
  return {
    [PROCESS.system]: { name: 'System', services: [] },
    [PROCESS.rpc]: { name: 'svchost', services: ['RpcSs'] },
    [PROCESS.dnsClient]: { name: 'svchost', services: ['Dnscache'] },
    [PROCESS.iphlpsvc]: { name: 'svchost', services: ['iphlpsvc'] },
    [PROCESS.browser]: { name: 'msedge', services: [] },
  };
}
