import type { DefineCommand } from '../commands.ts';
import { addChangeOptions, type ChangeOptions } from '../host-options.ts';

export const defineRollback: DefineCommand = (program, terminal, end) => {
  addChangeOptions(
    program.command('rollback').argument('[run]', 'a run id; by default the newest that can be undone'),
  )
    .description('put back everything a run changed')
    .addHelpText('after', '\nExample:\n  portwright rollback\n')
    .action(async (wanted: string | undefined, options: ChangeOptions) => {
      const { continueRun } = await import('../continue-run.ts');
      end(await continueRun('rollback', wanted, { ...options, part: 'all' }, terminal));
    });
};
