import { painter } from '../report/paint.ts';
import { type Mutant, selfCheck } from '../scenario-test/self-check.ts';
import type { ChosenTrial } from './choose-trials.ts';
import { selfCheckDocument, selfCheckExitCode } from './scenario-tests-document.ts';
import type { Terminal } from './terminal.ts';

/** Breaks every step in turn and prints which broken ones the test did not notice; @returns 0 when it noticed all. */
export async function showSelfCheck(
  chosen: readonly ChosenTrial[],
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const mutants: Mutant[] = [];
  for (const { scenario, trial } of chosen) mutants.push(...(await selfCheck(scenario, trial)));
  const missed = mutants.filter(({ caught }) => caught === undefined);
  if (json) terminal.print(JSON.stringify(selfCheckDocument(mutants)));
  else {
    const paint = painter(terminal.colour);
    for (const { scenario, stepId, mutation, caught } of mutants) {
      const verdict = caught === undefined ? paint('red', 'NOT noticed') : paint('green', 'noticed');
      terminal.print(
        `${verdict}: ${scenario}, ${stepId}, ${mutation}${caught === undefined ? '' : `: ${caught}`}`,
      );
    }
    terminal.print(`${mutants.length} broken steps, ${mutants.length - missed.length} noticed`);
  }
  return selfCheckExitCode(mutants);
}
