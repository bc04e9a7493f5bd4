import { isInNetwork, networkMask, parseIpv4Network } from '../windows/ipv4-network.ts';
import type { PortProxy } from '../windows/port-proxy.ts';
import { MIRRORED } from '../windows/wsl-config.ts';
import type { Finding } from './machine-view.ts';
import { portwright, type Remedy } from './remedy.ts';
import type { Snapshot, WslNetworking } from './snapshot.ts';

/** What stands out about WSL's networking. Nothing where it was not looked at. */
export function wslFindings(snapshot: Snapshot): Finding[] {
  const { wsl } = snapshot;
  if (wsl?.running === undefined) return [];
  const stale = staleProxies(snapshot);
  return [
    { code: 'wsl', level: 'note', text: stateText(wsl, wsl.running) },
    ...modeFindings(wsl),
    ...networkFindings(wsl),
    ...stale.map(
      ({ listenAddress, listenPort, connectAddress }): Finding => ({
        code: 'stale-port-proxy',
        level: 'trouble',
        text: `the portproxy rule for ${listenAddress}:${listenPort} leads to ${connectAddress}, an address that WSL had before: it has ${wsl.address} now`,
      }),
    ),
  ];
}

/** How rules that lead nowhere are cured; those of somebody else's are left to them. */
export function wslRemedies(snapshot: Snapshot): Remedy[] {
  const ports = staleProxies(snapshot).map(({ listenPort }) => listenPort);
  const renew: Remedy = {
    title:
      'Lead the rules to the address that WSL has now; a rule that Portwright did not add is refused and named',
    command: portwright(snapshot, `run wsl-portproxy --ports ${ports.join(',')}`),
    disturbs: 'nothing but connections through these rules',
    lasts: 'until WSL starts again, which changes its address',
    page: 'docs/remedies/remove-portproxy.md',
  };
  return ports.length > 0 ? [renew] : [];
}

/** Rules into WSL's own network, to another address than it has now. None while it is stopped: it has no address then. */
export function staleProxies({ wsl, portProxies = [] }: Snapshot): readonly PortProxy[] {
  const network = parseIpv4Network(wsl?.natNetwork ?? '');
  if (network === undefined || wsl?.address === undefined) return [];
  return portProxies.filter(
    ({ connectAddress }) => isInNetwork(network, connectAddress) && connectAddress !== wsl.address,
  );
}

function stateText(
  { networkingMode, activeMode, address, natNetwork, hnsNetwork }: WslNetworking,
  running: readonly string[],
): string {
  const asked = `.wslconfig asks for ${networkingMode ?? 'no networking mode, so nat'}`;
  if (running.length === 0) return `WSL is stopped; ${asked}`;
  const mode = activeMode === undefined ? '' : ` with ${activeMode} networking`;
  const network = parseIpv4Network(natNetwork ?? '');
  const mask = network === undefined ? '' : ` in ${natNetwork} (mask ${networkMask(network)})`;
  const place = address === undefined ? '' : `, reached at ${address}${mask}`;
  const owner = hnsNetwork === undefined ? '' : `, HNS network ${hnsNetwork.name}`;
  return `WSL runs ${running.join(', ')}${mode}${place}${owner}; ${asked}`;
}

function modeFindings(wsl: WslNetworking): Finding[] {
  const { networkingMode = 'nat', activeMode } = wsl;
  if (hasLostItsNetwork(wsl)) {
    const text =
      'WSL was to mirror the network of Windows and runs without one: 4096 consecutive ports of the dynamic range were not to be had (0x8007054f)';
    return [{ code: 'wsl-without-network', level: 'trouble', text }];
  }
  if (activeMode === undefined || activeMode === networkingMode) return [];
  const text = `WSL runs with ${activeMode} networking and is set to ${networkingMode}: that takes effect after wsl --shutdown`;
  return [{ code: 'wsl-restart-pending', level: 'note', text }];
}

/** What the registry holds is a wish until HNS has granted it (microsoft/WSL source). */
function networkFindings({ natNetwork, hnsNetwork }: WslNetworking): Finding[] {
  const granted = hnsNetwork?.subnet;
  if (natNetwork === undefined || granted === undefined || granted === natNetwork) return [];
  const text = `the network of WSL: sources disagree (registry: ${natNetwork}; hnsdiag: ${granted})`;
  return [{ code: 'disagreement', level: 'trouble', text }];
}

/** Where its block cannot be had, WSL falls to no network at all (microsoft/WSL#13454). */
function hasLostItsNetwork(wsl: WslNetworking | undefined): boolean {
  return wsl?.networkingMode === MIRRORED && wsl.activeMode === 'none';
}
