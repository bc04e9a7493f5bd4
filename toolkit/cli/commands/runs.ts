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
  const [{ listRuns }, { runStateDirectory }, { textTable }, { runListDocument }] = await Promise.all([
    import('../../scenario/run-store.ts'),
    import('../../scenario/state-directory.ts'),
    import('../../report/table.ts'),
    import('../run-record-document.ts'),
  ]);
  const document = runListDocument(listRuns(runStateDirectory(terminal)));
  const { runs, damaged } = document;
  if (json) terminal.print(JSON.stringify(document));
  else if (runs.length === 0 && damaged.length === 0) terminal.print('nothing was run on this machine yet');
  else {
    const columns = ['run', 'started', 'host', 'status', 'can be undone'].map((title) => ({ title }));
    const rows = runs.map(({ runId, startedAt, host, status, canBeUndone }) => [
      runId,
      startedAt,
      host.kind,
      status,
      canBeUndone ? 'yes' : 'no',
    ]);
    for (const line of textTable(columns, rows)) terminal.print(line);
  }
}
