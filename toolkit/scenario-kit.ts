/** What a scenario file needs, and nothing that is slow to load: listing scenarios must stay cheap. */
export { IANA_DYNAMIC_PORT_RANGE } from './ports/iana.ts';
export { parsePortGroups } from './ports/port-group.ts';
export { parsePortSpec } from './ports/port-spec.ts';
export { defineScenario, type Scenario } from './scenario/define-scenario.ts';
export type { PastRuns } from './scenario/past-runs.ts';
export {
  acceptOutageParameter,
  containerParameter,
  persistParameter,
  portsParameter,
  shutdownWslParameter,
} from './scenario/port-parameters.ts';
export type { PromisedFact, StepPromise } from './scenario/promised-fact.ts';
export type { AnyStep, Bracket, Change, Expectation, Refusal, Step } from './scenario/step.ts';
export { when } from './scenario/when.ts';
export {
  distributionParameter,
  portsProblem,
  remoteAddressProblem,
  requiredUserProfile,
  singlePorts,
  userProfileParameter,
} from './scenario/wsl-parameters.ts';
export { attributeBlocks } from './steps/attribute-blocks.ts';
export { ensureContainerPublished } from './steps/ensure-container-published.ts';
export { ensureDynamicPortRanges } from './steps/ensure-dynamic-port-ranges.ts';
export { ensureExcludedPortRanges } from './steps/ensure-excluded-port-ranges.ts';
export { ensureFirewallRules } from './steps/ensure-firewall-rules.ts';
export { ensureLocalPortRange } from './steps/ensure-local-port-range.ts';
export { ensureLocalReservedPorts } from './steps/ensure-local-reserved-ports.ts';
export { ensureNoExcludedPortRanges } from './steps/ensure-no-excluded-port-ranges.ts';
export { ensureNoRegistryValue } from './steps/ensure-no-registry-value.ts';
export { ensurePortProxies } from './steps/ensure-port-proxies.ts';
export { ensureServiceRunning } from './steps/ensure-service-running.ts';
export { ensureWindowsFeature } from './steps/ensure-windows-feature.ts';
export { ensureWslNetworkingMode } from './steps/ensure-wsl-networking-mode.ts';
export { ensureWslRestarted } from './steps/ensure-wsl-restarted.ts';
export { expectBindRefused } from './steps/expect-bind-refused.ts';
export { expectContainerServes } from './steps/expect-container-serves.ts';
export { expectDockerPortError } from './steps/expect-docker-port-error.ts';
export { expectEphemeralHeadroom } from './steps/expect-ephemeral-headroom.ts';
export { expectLocalPortsLeft } from './steps/expect-local-ports-left.ts';
export { expectMirroredPossible } from './steps/expect-mirrored-possible.ts';
export { expectNoListener } from './steps/expect-no-listener.ts';
export { expectNoOtherOwner } from './steps/expect-no-other-owner.ts';
export { expectOwnPortRanges } from './steps/expect-own-port-ranges.ts';
export { expectPortBindable } from './steps/expect-port-bindable.ts';
export { expectPortsExcluded } from './steps/expect-ports-excluded.ts';
export { expectPortsForwardable } from './steps/expect-ports-forwardable.ts';
export { expectPortsForwarded } from './steps/expect-ports-forwarded.ts';
export { expectWslForwardable } from './steps/expect-wsl-forwardable.ts';
export { expectWslNetworkingMode } from './steps/expect-wsl-networking-mode.ts';
export { MOVE_METHODS, moveBlocks } from './steps/move-blocks.ts';
export { REPRODUCE_METHODS, reproduceRefusal } from './steps/reproduce-refusal.ts';
export { withContainerRun } from './steps/with-container-run.ts';
export { withContainerStopped } from './steps/with-container-stopped.ts';
export { withDynamicPortRange } from './steps/with-dynamic-port-range.ts';
export { withPersistentReservation } from './steps/with-persistent-reservation.ts';
export { withWinNatRedrawnOnto } from './steps/with-winnat-redrawn-onto.ts';
export { withWinNatStopped } from './steps/with-winnat-stopped.ts';
export { IPV4_ADDRESS } from './windows/ipv4-network.ts';
export { TCPIP_PARAMETERS } from './windows/registry.ts';
export { IP_HELPER } from './windows/service.ts';
export { MIRRORED } from './windows/wsl-config.ts';
