import type { HostKind } from '../host/host.ts';

/** How a process gets the rights a change needs, on the host it is for. */
export function elevationRemedy(kind: HostKind, platform: NodeJS.Platform): string {
  if (kind === 'simulated') return 'this simulated machine was made with --not-elevated: make another';
  if (kind === 'linux') return 'call it again as root, with sudo for example';
  if (platform !== 'win32') return 'set PORTWRIGHT_ELEVATED=1: stand-ins then answer an elevated process';
  return 'open a terminal with "Run as administrator" and call again';
}
