import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

export const defineShow: DefineCommand = (program, terminal, end) => {
  program
    .command('show')
    .argument('<run>', 'a run id, or the beginning or the end of one')
    .description('show one run: what it did, what was there before, how it ended')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright show 20260131-142501-fix-3f9a2c\n')
    .action(async (wanted: string, { json }: { json?: boolean }) => {
      await printRun(wanted, json === true, terminal);
      end(0);
    });
};

async function printRun(wanted: string, json: boolean, terminal: Terminal): Promise<void> {
  const [{ findRun }, { runStateDirectory }, { journalText }, { runRecordDocument }] = await Promise.all([
    import('../../scenario/run-store.ts'),
    import('../../scenario/state-directory.ts'),
    import('../../report/journal-text.ts'),
    import('../run-record-document.ts'),
  ]);
  const run = findRun(runStateDirectory(terminal), wanted);
  if (json) terminal.print(JSON.stringify(runRecordDocument(run)));
  else terminal.print(journalText(run, terminal));
}
