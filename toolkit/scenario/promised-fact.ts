import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { FirewallLayer } from '../windows/firewall-rule.ts';

/**
 * Something that is true of the machine once a scenario is done, in terms that anybody can read from Windows.
 *
 * A step gives its promises from what it saw before anything was changed, so that they can be compared with Windows afterwards
 * by somebody who takes nobody's word for it.
 */
export type PromisedFact =
  /** An administered exclusion covers every port of the span, now; with `lasting` in the persistent store too. */
  | ({
      readonly kind: 'excluded-port-range';
      readonly protocol: Protocol;
      readonly lasting: boolean;
    } & PortRange)
  /** No row of exactly this span is listed, administered or not. */
  | ({ readonly kind: 'no-excluded-port-range'; readonly protocol: Protocol } & PortRange)
  /** New ephemeral ports are drawn from the span now; with `lasting` the persistent store says the same. */
  | ({
      readonly kind: 'dynamic-port-range';
      readonly family: 'ipv4' | 'ipv6';
      readonly protocol: Protocol;
      readonly lasting: boolean;
    } & PortRange)
  /** No block of winnat (100 ports, not administered) lies outside the span. */
  | ({ readonly kind: 'no-block-outside' } & PortRange)
  | { readonly kind: 'no-registry-value'; readonly key: string; readonly name: string }
  /** The value as reg.exe prints it: `REG_DWORD`, `0xfffe`. */
  | {
      readonly kind: 'registry-value';
      readonly key: string;
      readonly name: string;
      readonly type: `REG_${string}`;
      readonly data: string;
    }
  /** The service is in this state again (or still). */
  | {
      readonly kind: 'service-state';
      readonly service: string;
      readonly state: 'running' | 'stopped';
    }
  /** An inbound rule of that name is there, and lets in that port. */
  | {
      readonly kind: 'firewall-rule';
      readonly layer: FirewallLayer;
      readonly name: string;
      readonly protocol: Protocol;
      readonly port: number;
    }
  | { readonly kind: 'no-firewall-rule'; readonly layer: FirewallLayer; readonly name: string }
  /** The `.wslconfig` of that path asks for the mode, in lower case; null: it names none, or is not there. */
  | { readonly kind: 'wsl-networking-mode'; readonly path: string; readonly mode: string | null }
  | { readonly kind: 'windows-feature'; readonly featureName: string; readonly enabled: boolean }
  /** Nobody holds the ports: an exclusive bind on 0.0.0.0 succeeds. */
  | { readonly kind: 'port-bindable'; readonly protocol: Protocol; readonly ports: readonly number[] }
  /**
   * The container runs, Docker publishes every port it was asked for, a second bind gives 10048, Docker's process is the
   * listener, and a tcp connection is accepted.
   */
  | { readonly kind: 'container-serves'; readonly container: string }
  | { readonly kind: 'no-container'; readonly container: string };

export type PromiseKind = PromisedFact['kind'];

/** What one step of a scenario promises. */
export interface StepPromise {
  readonly stepId: string;
  readonly fact: PromisedFact;
}
