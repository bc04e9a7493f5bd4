import type { DefineCommand } from '../commands.ts';
import { addChangeOptions, type ChangeOptions, openHost } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

interface RunOptions extends ChangeOptions {
  readonly plan?: string;
}

export const defineRun: DefineCommand = (program, terminal, end) => {
  addChangeOptions(
    program.command('run').argument('<scenario>', 'a scenario id, or a file such as ./mine.ts'),
  )
    .description('carry a scenario out: locked, journaled, verified, undone where it fails')
    .argument('[parameters...]', 'parameters of the scenario, such as --ports 8065')
    .option('--plan <file>', 'carry out a saved plan, and refuse it when the machine has changed since')
    .allowUnknownOption()
    .addHelpText('after', '\nExample:\n  portwright run reset-iana-dynamic-range\n')
    .action(async (name: string, words: string[], options: RunOptions) =>
      end(await runRun(name, words, options, terminal)),
    );
};

async function runRun(
  name: string,
  words: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const [
    { carryOut },
    { findScenario },
    { fitHost },
    { readScenarioWords },
    { showRun },
    { parseParameters },
    { withUserProfile },
  ] = await Promise.all([
    import('../carry-out.ts'),
    import('../find-scenario.ts'),
    import('../fit-host.ts'),
    import('../scenario-words.ts'),
    import('../show-run.ts'),
    import('../../scenario/parse-parameters.ts'),
    import('../user-profile.ts'),
  ]);
  const found = await findScenario(name);
  const savedPlan =
    options.plan === undefined ? undefined : await readPlan(options.plan, found.scenario.id, words);
  const given =
    savedPlan?.parameters ??
    withUserProfile(found.scenario, readScenarioWords(found.scenario, words), options.host, terminal);
  const host = await openHost(options, terminal, 'run');
  try {
    fitHost(found.scenario, host);
    const parameters = parseParameters(found.scenario, given);
    const summary = await carryOut(
      host,
      { found, parameters, ...(savedPlan && { savedPlan }) },
      options,
      terminal,
    );
    return await showRun(summary, options.json === true, terminal);
  } finally {
    await host.close();
  }
}

async function readPlan(path: string, scenarioId: string, words: readonly string[]) {
  const [{ loadPlan }, { ToolkitError }] = await Promise.all([
    import('../../scenario/saved-plan.ts'),
    import('../../errors/toolkit-error.ts'),
  ]);
  const plan = loadPlan(path);
  if (plan.scenario !== scenarioId) {
    throw new ToolkitError(
      'plan.invalid-file',
      `${path} is a plan of ${plan.scenario}, not of ${scenarioId}`,
    );
  }
  if (words.length > 0) {
    throw new ToolkitError(
      'input.invalid-argument',
      `a saved plan has its parameters already: leave out ${words.join(' ')}`,
    );
  }
  return plan;
}
