/**
 * Portwright as a library: the one door for scenario files of your own and for programs.
 *
 * A scenario file needs the first part only: `defineScenario`, the steps, and `z` from `zod`. With `portwright run
 * ./mine.ts` both names resolve to the toolkit that runs it, so such a file needs no `node_modules` of its own.
 *
 * @example
 * import { defineScenario, ensureExcludedPortRanges, parsePortGroups } from 'portwright';
 * import { z } from 'zod';
 *
 * export default defineScenario({
 *   id: 'keep-team-ports',
 *   title: 'Keep the ports of our team',
 *   summary: 'Adds administered exclusions for the ports that our containers publish.',
 *   platform: 'windows',
 *   parameters: z.strictObject({}),
 *   steps: () => parsePortGroups(['8065', '9000-9010']).map((group) => ensureExcludedPortRanges(group)),
 * });
 *
 * @module
 */

// What scenario files are made of.

export * from './scenario-kit.ts';

// For steps of your own: the machine they read and change, and how.

export type { Command, CommandResult, Program } from './host/command.ts';
export { CommandError } from './host/command-error.ts';
export type { Clock, Host, HostKind } from './host/host.ts';
export type { Answer, Question, QuestionName, SocketInUse } from './host/questions.ts';
export { type Waited, waitUntil } from './host/wait-until.ts';
export { runCommand } from './steps/run-command.ts';

// Ports.

export type { PortGroup } from './ports/port-group.ts';
export {
  contains,
  endPort,
  formatPortRange,
  overlaps,
  type PortRange,
  type Protocol,
  portRange,
} from './ports/port-range.ts';
export {
  countPorts,
  fitConsecutive,
  gaps,
  intersectRanges,
  mergeRanges,
  type PortSet,
  subtractRanges,
  unionRanges,
} from './ports/port-set.ts';
export { formatPortSpec, type PortSpec, parsePortSpec, parsePortSpecs } from './ports/port-spec.ts';

// Planning, running, and putting back.

export { type ParameterSchema, withPast } from './scenario/define-scenario.ts';
export type { RunPart } from './scenario/execution.ts';
export type { RunOutcome, RunStarted, ScenarioSource } from './scenario/journal-event.ts';
export { parseParameters } from './scenario/parse-parameters.ts';
export {
  type Disposition,
  type Plan,
  type PlannedScenario,
  type PlannedStep,
  planScenario,
  refusals,
} from './scenario/plan.ts';
export { readPastRuns } from './scenario/read-past-runs.ts';
export { type FindScenario, resumeRun } from './scenario/resume-run.ts';
export type { Invocation } from './scenario/resume-task.ts';
export { rollbackPromises } from './scenario/rollback-promises.ts';
export { rollbackRun } from './scenario/rollback-run.ts';
export type { OnRunEvent, RunEvent, RunSummary, StepOutcome, StepResult } from './scenario/run-event.ts';
export type { RunRecord, RunStatus, StepRecord } from './scenario/run-record.ts';
export { type RunRequest, type RunSettings, runScenario } from './scenario/run-scenario.ts';
export { type DamagedRun, findRun, listRuns } from './scenario/run-store.ts';
export { runStateDirectory, type Surroundings, userStateDirectory } from './scenario/state-directory.ts';
export {
  type FileSource,
  type LoadedScenario,
  loadScenarioFile,
  reloadScenario,
} from './scenario-file/load-scenario-file.ts';

// Diagnosis.

export { type AskedPort, askedPorts } from './diagnosis/asked-port.ts';
export type { DiagnoseOptions, PortDiagnosis } from './diagnosis/classify-port.ts';
export type { ContainerDiagnosis } from './diagnosis/container-view.ts';
export { type DiagnoseQuestion, type Diagnosis, diagnose } from './diagnosis/diagnose.ts';
export type { Evidence, EvidenceCode } from './diagnosis/evidence.ts';
export type { MachineView } from './diagnosis/machine-view.ts';
export { readSnapshot, type SnapshotRequest } from './diagnosis/read-snapshot.ts';
export type { Remedy } from './diagnosis/remedies.ts';
export type { Snapshot } from './diagnosis/snapshot.ts';
export { snapshotFromPaste } from './diagnosis/snapshot-from-paste.ts';
export { VERDICTS, type Verdict } from './diagnosis/verdict.ts';

// Machines: this one, or a simulated one to try a scenario on.

export { type CreateHostOptions, createHost } from './host/create-host.ts';
export { createReadOnlyHost } from './host/read-only-host.ts';
export { createMachine, type MachineOptions } from './simulation/create-machine.ts';
export type { MachineState } from './simulation/machine-state.ts';
export { createSimulatedHost, type SimulatedHostOptions } from './simulation/simulated-host.ts';

// Errors.

export { ERROR_CODES, type ErrorCode, type ExitCode } from './errors/error-codes.ts';
export { ToolkitError, UnrecognizedOutputError } from './errors/toolkit-error.ts';
export { VERSION } from './version.ts';
