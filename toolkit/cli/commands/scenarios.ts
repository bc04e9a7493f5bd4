import type { ScenarioListDocument } from '../../report/documents/scenario-list-schema.ts';
import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

export const defineScenarios: DefineCommand = (program, terminal, end) => {
  program
    .command('scenarios')
    .description('list the scenarios and their parameters')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright scenarios --json\n')
    .action(async ({ json }: { json?: boolean }) => {
      await listScenarios(json === true, terminal);
      end(0);
    });
};

async function listScenarios(json: boolean, terminal: Terminal): Promise<void> {
  const [{ loadBuiltInScenario, SCENARIO_IDS }, { scenarioOptions }, { painter }, { wrapText }] =
    await Promise.all([
      import('../../../scenarios/index.ts'),
      import('../scenario-words.ts'),
      import('../../report/paint.ts'),
      import('../../report/wrap-text.ts'),
    ]);
  const scenarios = await Promise.all(SCENARIO_IDS.map(loadBuiltInScenario));
  if (json) {
    const list = scenarios.map((scenario) => {
      const { id, title, summary, platform } = scenario;
      return { id, title, summary, platform, parameters: scenarioOptions(scenario) };
    });
    const document: ScenarioListDocument = { schemaVersion: 1, scenarios: list };
    terminal.print(JSON.stringify(document));
    return;
  }
  const paint = painter(terminal.colour);
  for (const scenario of scenarios) {
    terminal.print(`${paint('bold', scenario.id)}  ${scenario.title}`);
    for (const line of wrapText(scenario.summary, { columns: terminal.columns, indent: '  ' }))
      terminal.print(line);
    for (const { flag, required, choices, defaultValue, description } of scenarioOptions(scenario)) {
      const values = choices === undefined ? '' : ` (${choices.join(' | ')})`;
      const preset = defaultValue === undefined || defaultValue === false ? '' : `; default ${defaultValue}`;
      const text = `${flag}${required ? ' (required)' : ''}${values}: ${description}${preset}`;
      for (const line of wrapText(text, { columns: terminal.columns, indent: '    ', hanging: '      ' }))
        terminal.print(line);
    }
    terminal.print('');
  }
}
