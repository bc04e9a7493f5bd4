import { Option } from 'commander';
import type { HostKind } from '../../host/host.ts';
import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

const KINDS = ['windows', 'linux', 'simulated'] as const satisfies readonly HostKind[];

interface RunsOptions {
  readonly host?: HostKind;
  readonly json?: boolean;
}

export const defineRuns: DefineCommand = (program, terminal, end) => {
  program
    .command('runs')
    .description('list what was run on this machine, newest first')
    .addOption(new Option('--host <kind>', 'only runs on this kind of machine').choices(KINDS))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright runs\n  portwright runs --host simulated\n')
    .action(async (options: RunsOptions) => {
      await printRuns(options, terminal);
      end(0);
    });
};

async function printRuns({ host, json = false }: RunsOptions, terminal: Terminal): Promise<void> {
  const [{ listPastRuns }, { textTable }, { runListDocument }] = await Promise.all([
    import('../list-past-runs.ts'),
    import('../../report/table.ts'),
    import('../run-record-document.ts'),
  ]);
  const document = runListDocument(listPastRuns({ hostKind: host }, terminal));
  const { runs, damaged } = document;
  if (json) terminal.print(JSON.stringify(document));
  else if (runs.length === 0 && damaged.length === 0)
    terminal.print(`nothing was run on ${host === undefined ? 'this' : `a ${host}`} machine yet`);
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
