import type { CommandModel } from '../model/command-model.ts';
import { resumePwRun, undoPwRun } from './continuations.ts';
import { convertFromPwNetshOutput } from './convert-from-pw-netsh-output.ts';
import { getPwDynamicPortRange } from './get-pw-dynamic-port-range.ts';
import { getPwExcludedPortRange } from './get-pw-excluded-port-range.ts';
import { getPwPortDiagnosis } from './get-pw-port-diagnosis.ts';
import { getPwRun } from './get-pw-run.ts';
import { getPwScenario } from './get-pw-scenario.ts';
import { invokePwScenario } from './invoke-pw-scenario.ts';
import { testPwPort } from './test-pw-port.ts';
import { testPwScenario } from './test-pw-scenario.ts';

/** Every command that no single scenario gives. */
export const COMMANDS: readonly CommandModel[] = [
  convertFromPwNetshOutput,
  getPwDynamicPortRange,
  getPwExcludedPortRange,
  getPwPortDiagnosis,
  getPwRun,
  getPwScenario,
  invokePwScenario,
  resumePwRun,
  testPwPort,
  testPwScenario,
  undoPwRun,
];
