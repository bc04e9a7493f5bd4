import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

export const defineRuns: DefineCommand = (program, terminal, end) => {
  program
    .command('runs')
    .description('list what was run on this machine, newest first')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright runs\n')
    .action(async ({ json }: { json?: boolean }) => {
      await printRuns(json === true, terminal);
      end(0);
    });
};

async function printRuns(json: boolean, terminal: Terminal): Promise<void> {
  const [{ listRuns }, { runStateDirectory }, { standingSteps }, { textTable }] = await Promise.all([
    import('../../scenario/run-store.ts'),
    import('../../scenario/state-directory.ts'),
    import('../../scenario/run-record.ts'),
    import('../../report/table.ts'),
  ]);
  const { runs, damaged } = listRuns(runStateDirectory(terminal));
  const list = runs.map((run) => ({
    runId: run.started.runId,
    scenario: run.started.scenario,
    host: run.started.host,
    startedAt: new Date(run.startedAtMs).toISOString(),
    status: run.status,
    canBeUndone: standingSteps(run).length > 0,
  }));
  if (json) {
    const broken = damaged.map(({ runId, error }) => ({ runId, code: error.code, message: error.message }));
    terminal.print(JSON.stringify({ schemaVersion: 1, runs: list, damaged: broken }));
    return;
  }
  if (list.length === 0 && damaged.length === 0) terminal.print('nothing was run on this machine yet');
  else {
    const columns = ['run', 'started', 'host', 'status', 'can be undone'].map((title) => ({ title }));
    const rows = list.map((run) => [
      run.runId,
      run.startedAt,
      run.host.kind,
      run.status,
      run.canBeUndone ? 'yes' : 'no',
    ]);
    for (const line of textTable(columns, rows)) terminal.print(line);
  }
}
