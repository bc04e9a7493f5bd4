import type { Expectation } from '../scenario/step.ts';
import { findTargetPort, type PortTarget } from './port-target.ts';
import { probe } from './probe.ts';

export interface RefusedState {
  readonly port: number | null;
  readonly socketError: number | null;
}

const WSAEACCES = 10013;

/** Expects the failure itself: an exclusive bind is refused with 10013 although nobody listens. */
export function expectBindRefused(target: PortTarget): Expectation<RefusedState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'bind-refused',
    title: `Prove that ${typeof target === 'number' ? target : 'a port of a present block'} cannot be bound`,
    async check(host) {
      const port = (await findTargetPort(host, target)) ?? null;
      return { port, socketError: port === null ? null : await probe(host, 'tcp', port) };
    },
    isSatisfied: ({ socketError }) => socketError === WSAEACCES,
    describe: ({ port, socketError }) => {
      if (port === null) return 'there is no un-starred block on this machine';
      return `binding 0.0.0.0:${port} gives ${socketError}${socketError === WSAEACCES ? ' (WSAEACCES), and nobody listens there' : ''}`;
    },
  };
}
