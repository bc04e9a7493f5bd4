import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions, openHost } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

interface PlanOptions extends HostOptions {
  readonly out?: string;
  readonly detailedExitCode?: boolean;
}

const CHANGES_EXIT_CODE = 5;

export const definePlan: DefineCommand = (program, terminal, end) => {
  addHostOptions(program.command('plan').argument('<scenario>', 'a scenario id, or a file such as ./mine.ts'))
    .description('show what a scenario would change, changing nothing')
    .argument('[parameters...]', 'parameters of the scenario, such as --ports 8065')
    .option('--out <file>', 'save the plan for `run --plan`')
    .option('--detailed-exit-code', 'exit with 5 when there are changes')
    .allowUnknownOption()
    .addHelpText('after', '\nExample:\n  portwright plan reserve-ports --ports 8065,9000-9010\n')
    .action(async (name: string, words: string[], options: PlanOptions) =>
      end(await runPlan(name, words, options, terminal)),
    );
};

async function runPlan(
  name: string,
  words: readonly string[],
  options: PlanOptions,
  terminal: Terminal,
): Promise<number> {
  const [
    { findScenario },
    { readScenarioWords },
    { parseParameters },
    { makePlan },
    { refusals },
    { withUserProfile },
  ] = await Promise.all([
    import('../find-scenario.ts'),
    import('../scenario-words.ts'),
    import('../../scenario/parse-parameters.ts'),
    import('../make-plan.ts'),
    import('../../scenario/plan.ts'),
    import('../user-profile.ts'),
  ]);
  const { scenario } = await findScenario(name);
  const given = withUserProfile(scenario, readScenarioWords(scenario, words), options.host, terminal);
  const parameters = parseParameters(scenario, given);
  const host = await openHost(options, terminal, 'look');
  try {
    const plan = await makePlan(host, { scenario, parameters }, terminal);
    await showPlan(plan, options, terminal);
    if (refusals(plan).length > 0) return 1;
    return options.detailedExitCode === true && plan.changes.length > 0 ? CHANGES_EXIT_CODE : 0;
  } finally {
    await host.close();
  }
}

async function showPlan(
  plan: import('../../scenario/plan.ts').Plan,
  { json, out }: PlanOptions,
  terminal: Terminal,
): Promise<void> {
  if (json === true) {
    const { planDocument } = await import('../../report/plan-document.ts');
    terminal.print(JSON.stringify(planDocument(plan)));
  } else {
    const { planText } = await import('../../report/plan-text.ts');
    terminal.print(planText(plan, terminal));
  }
  // A plan that is refused is nothing to carry out.
  if (out === undefined || plan.steps.some(({ refusal }) => refusal !== undefined)) return;
  const [{ savePlan }, { machineOptions, quoted }] = await Promise.all([
    import('../../scenario/saved-plan.ts'),
    import('../../diagnosis/machine-options.ts'),
  ]);
  savePlan(out, plan);
  if (json === true) return;
  const words = ['portwright run', plan.scenario, '--plan', quoted(out), ...machineOptions(plan.host)];
  terminal.print(`\nSaved. To carry it out: ${words.join(' ')}`);
}
