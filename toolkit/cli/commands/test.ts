import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

interface TestOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly selfCheck?: boolean;
}

export const defineTest: DefineCommand = (program, terminal, end) => {
  program
    .command('test')
    .argument('[scenarios...]', 'scenario ids or files; by default every built-in one')
    .description('try scenarios on a matrix of simulated machines')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .option('--self-check', 'break each step in turn and require that the test fails')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright test fix --junit results.xml\n')
    .action(async (names: string[], options: TestOptions) => end(await runTest(names, options, terminal)));
};

async function runTest(names: readonly string[], options: TestOptions, terminal: Terminal): Promise<number> {
  const { chooseTrials } = await import('../choose-trials.ts');
  const chosen = await chooseTrials(names);
  if (options.selfCheck === true) {
    const { showSelfCheck } = await import('../show-self-check.ts');
    return showSelfCheck(chosen, options.json === true, terminal);
  }
  const { showScenarioTests } = await import('../show-scenario-tests.ts');
  return showScenarioTests(chosen, options, terminal);
}
