/** What a scenario file needs, and nothing that is slow to load: listing scenarios must stay cheap. */
export { IANA_DYNAMIC_PORT_RANGE } from './ports/iana.ts';
export { parsePortGroups } from './ports/port-group.ts';
export { defineScenario, type Scenario } from './scenario/define-scenario.ts';
export type { PastRuns } from './scenario/past-runs.ts';
export {
  acceptOutageParameter,
  containerParameter,
  portsParameter,
  shutdownWslParameter,
} from './scenario/port-parameters.ts';
export type { PromisedFact, StepPromise } from './scenario/promised-fact.ts';
export type { AnyStep, Bracket, Change, Expectation, Refusal, Step } from './scenario/step.ts';
export { when } from './scenario/when.ts';
export { ensureContainerPublished } from './steps/ensure-container-published.ts';
export { ensureDynamicPortRanges } from './steps/ensure-dynamic-port-ranges.ts';
export { ensureExcludedPortRanges } from './steps/ensure-excluded-port-ranges.ts';
export { ensureNoExcludedPortRanges } from './steps/ensure-no-excluded-port-ranges.ts';
export { ensureNoRegistryValue } from './steps/ensure-no-registry-value.ts';
export { ensureWindowsFeature } from './steps/ensure-windows-feature.ts';
export { expectBindRefused } from './steps/expect-bind-refused.ts';
export { expectContainerServes } from './steps/expect-container-serves.ts';
export { expectDockerPortError } from './steps/expect-docker-port-error.ts';
export { expectEphemeralHeadroom } from './steps/expect-ephemeral-headroom.ts';
export { expectNoOtherOwner } from './steps/expect-no-other-owner.ts';
export { expectOwnPortRanges } from './steps/expect-own-port-ranges.ts';
export { expectPortBindable } from './steps/expect-port-bindable.ts';
export { expectPortsExcluded } from './steps/expect-ports-excluded.ts';
export { MOVE_METHODS, moveBlocks } from './steps/move-blocks.ts';
export { REPRODUCE_METHODS, reproduceRefusal } from './steps/reproduce-refusal.ts';
export { withContainerRun } from './steps/with-container-run.ts';
export { withDynamicPortRange } from './steps/with-dynamic-port-range.ts';
export { withPersistentReservation } from './steps/with-persistent-reservation.ts';
export { withWinNatRedrawnOnto } from './steps/with-winnat-redrawn-onto.ts';
export { withWinNatStopped } from './steps/with-winnat-stopped.ts';
export { TCPIP_PARAMETERS } from './windows/registry.ts';
