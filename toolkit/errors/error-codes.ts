/**
 * How a Portwright process ends.
 *
 * 0 done or nothing to do · 1 failed, all undone · 2 bad input · 3 failed and something could not be undone ·
 * 4 needs elevation · 5 `plan --detailed-exit-code`: there are changes · 130 interrupted, undone ·
 * 3010 a restart of Windows is required. Where a process cannot end with 3010 (not Windows), compare modulo 256.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130 | 3010;

/** Every stable error code, with the exit code it ends the process with. Codes are never renamed. */
export const ERROR_CODES = {
  'ports.invalid-port': 2,
  'ports.invalid-range': 2,
  'ports.invalid-protocol': 2,
  'input.invalid-argument': 2,
  'input.unknown-command': 2,
  'input.unknown-scenario': 2,
  'input.invalid-parameter': 2,
  'input.confirmation-required': 2,
  'input.empty-paste': 2,
  'input.unrecognised-paste': 2,
  'input.unreadable-file': 2,
  'host.unsupported': 2,
  'host.read-only': 1,
  'host.program-missing': 1,
  'host.program-failed': 1,
  'host.timed-out': 1,
  'host.unrecognised-output': 1,
  'host.file-failed': 1,
  'host.aborted': 130,
  'ask.unavailable': 1,
  'ask.invalid-answer': 1,
  'ask.failed': 1,
  'docker.not-running': 1,
  'docker.container-unknown': 2,
  'scenario.load-failed': 2,
  'scenario.needs-installation': 2,
  'scenario.type-error': 2,
  'scenario.invalid': 2,
  'scenario.changed': 2,
  'plan.stale': 2,
  'plan.refused': 1,
  'plan.invalid-file': 2,
  'run.needs-elevation': 4,
  'elevation.refused': 4,
  'elevation.timed-out': 4,
  'elevation.not-started': 1,
  'elevation.request-invalid': 2,
  'elevation.unsafe-folder': 2,
  'elevation.no-result': 3,
  'wrapper.node-missing': 2,
  'wrapper.runner-missing': 2,
  'wrapper.runner-failed': 1,
  'wrapper.invalid-request': 2,
  'run.declined': 1,
  'run.waits-for-restart': 3010,
  'run.interrupted': 130,
  'run.not-undone': 3,
  'run.not-verified': 1,
  'run.unknown': 2,
  'run.not-resumable': 2,
  'run.nothing-to-undo': 2,
  'run.other-host': 2,
  'run.unfinished': 2,
  'run.lock-held': 2,
  'run.journal-damaged': 2,
  'run.state-directory-unsafe': 2,
  'simulation.state-damaged': 2,
  'simulation.state-busy': 1,
  'simulation.serve-unsupported': 2,
  'internal.bug': 1,
} as const satisfies Record<string, ExitCode>;

/** A stable, dotted error code. Match this, never the message. */
export type ErrorCode = keyof typeof ERROR_CODES;
