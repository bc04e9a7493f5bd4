import type { Command } from 'commander';
import { defineDiagnose } from './commands/diagnose.ts';
import { defineExplain } from './commands/explain.ts';
import { defineFix } from './commands/fix.ts';
import { defineMap } from './commands/map.ts';
import { definePlan } from './commands/plan.ts';
import { definePowerShell } from './commands/powershell.ts';
import { defineReport } from './commands/report.ts';
import { defineResume } from './commands/resume.ts';
import { defineRollback } from './commands/rollback.ts';
import { defineRun } from './commands/run.ts';
import { defineRuns } from './commands/runs.ts';
import { defineScenarios } from './commands/scenarios.ts';
import { defineShow } from './commands/show.ts';
import { defineSimulate } from './commands/simulate.ts';
import { defineSuggest } from './commands/suggest.ts';
import { defineSupport } from './commands/support.ts';
import { defineTest } from './commands/test.ts';
import { defineWatch } from './commands/watch.ts';
import type { Terminal } from './terminal.ts';

/** Adds one command to the program; its action loads what it needs and hands over an exit code. */
export type DefineCommand = (program: Command, terminal: Terminal, end: (exitCode: number) => void) => void;

/** In the order the help lists them. */
export const COMMANDS: readonly DefineCommand[] = [
  defineDiagnose,
  defineExplain,
  defineFix,
  defineSuggest,
  defineMap,
  definePlan,
  defineRun,
  defineScenarios,
  defineRuns,
  defineShow,
  defineReport,
  defineResume,
  defineRollback,
  defineTest,
  defineWatch,
  defineSupport,
  defineSimulate,
  definePowerShell,
];
