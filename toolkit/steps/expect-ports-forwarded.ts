import type { Expectation } from '../scenario/step.ts';
import type { ForwardedPorts } from './port-proxy-rules.ts';
import { tryWslAddress } from './read-wsl-target.ts';

export interface ForwardedState {
  /** One for each port, in order. `served`: something in WSL answers there, too. */
  readonly ports: readonly { readonly port: number; readonly listens: boolean; readonly served: boolean }[];
}

/**
 * Expects that IP Helper listens for the rules. Whether a program in WSL serves the port is told, and not asked for: it may be
 * started later.
 */
export function expectPortsForwarded(
  { listenAddress, ports }: ForwardedPorts,
  distribution: string | undefined,
): Expectation<ForwardedState> {
  const own = listenAddress === '0.0.0.0' ? '127.0.0.1' : listenAddress;
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'ports-forwarded',
    title: `Prove that tcp ${ports.join(', ')} is listened on for WSL`,
    async check(host) {
      const { address: inWsl } = await tryWslAddress(host, distribution);
      const answers = async (address: string, port: number) =>
        (await host.ask('probe-connect', { address, port })).socketError === 0;
      const seen = ports.map(async (port) => {
        const served = inWsl === null ? false : answers(inWsl, port);
        const [listens, isServed] = await Promise.all([answers(own, port), served]);
        return { port, listens, served: isServed };
      });
      return { ports: await Promise.all(seen) };
    },
    isSatisfied: ({ ports: seen }) => seen.every(({ listens }) => listens),
    describe: ({ ports: seen }) => {
      const dead = seen.filter(({ listens }) => !listens).map(({ port }) => port);
      if (dead.length > 0) return `nobody listens on ${own}:${dead.join(', ')}`;
      const idle = seen.filter(({ served }) => !served).map(({ port }) => port);
      const rest = idle.length === 0 ? '' : `; no program in WSL serves ${idle.join(', ')} yet`;
      return `${own} accepts connections on ${ports.join(', ')}${rest}`;
    },
  };
}
