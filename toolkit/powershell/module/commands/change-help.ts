import type { ConfirmImpact, Output } from '../model/command-model.ts';

export const RUN_RESULT: Output = {
  type: 'Portwright.RunResult',
  text: 'How the run ended, what each step did, and what was verified. Nothing where the question was answered with no.',
};

export const WHAT_IF_PLAN: Output = {
  type: 'Portwright.Plan',
  text: 'With -WhatIf: what would change, in order.',
};

export const ELEVATES =
  'It elevates itself: the plan is made without administrator rights, and Windows asks for them once there is something to change. What was agreed to is what is done: a plan that has become stale is refused.';

/** Says when PowerShell asks. */
export function impactNote(impact: ConfirmImpact): string {
  const when =
    impact === 'High'
      ? 'PowerShell asks before the change unless -Confirm:$false is given'
      : 'PowerShell asks before the change only with -Confirm, or where $ConfirmPreference is Medium or Low';
  return `ConfirmImpact is ${impact}: ${when}.`;
}
