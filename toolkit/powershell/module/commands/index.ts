import type { CommandModel } from '../model/command-model.ts';
import { resumePwRun, undoPwRun } from './continuations.ts';
import { convertFromPwNetshOutput } from './convert-from-pw-netsh-output.ts';
import { exportPwPortMap } from './export-pw-port-map.ts';
import { exportPwRunReport } from './export-pw-run-report.ts';
import { exportPwSupportBundle } from './export-pw-support-bundle.ts';
import { getPwDynamicPortRange } from './get-pw-dynamic-port-range.ts';
import { getPwExcludedPortRange } from './get-pw-excluded-port-range.ts';
import { getPwPortDiagnosis } from './get-pw-port-diagnosis.ts';
import { getPwPortSuggestion } from './get-pw-port-suggestion.ts';
import { getPwRun } from './get-pw-run.ts';
import { getPwScenario } from './get-pw-scenario.ts';
import { invokePwScenario } from './invoke-pw-scenario.ts';
import { measurePwPortRisk } from './measure-pw-port-risk.ts';
import { newPwSimulatedMachine, restartPwSimulatedMachine } from './simulated-machines.ts';
import { testPwPort } from './test-pw-port.ts';
import { testPwScenario } from './test-pw-scenario.ts';
import { watchPwPort } from './watch-pw-port.ts';

/** Every command that no single scenario gives. */
export const COMMANDS: readonly CommandModel[] = [
  convertFromPwNetshOutput,
  exportPwPortMap,
  exportPwRunReport,
  exportPwSupportBundle,
  getPwDynamicPortRange,
  getPwExcludedPortRange,
  getPwPortDiagnosis,
  getPwPortSuggestion,
  getPwRun,
  getPwScenario,
  invokePwScenario,
  measurePwPortRisk,
  newPwSimulatedMachine,
  restartPwSimulatedMachine,
  resumePwRun,
  testPwPort,
  testPwScenario,
  undoPwRun,
  watchPwPort,
];
