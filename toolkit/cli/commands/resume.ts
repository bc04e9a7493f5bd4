import { Option } from 'commander';
import type { DefineCommand } from '../commands.ts';
import { addChangeOptions, type ChangeOptions } from '../host-options.ts';

interface ResumeOptions extends ChangeOptions {
  readonly part: 'all' | 'machine';
}

export const defineResume: DefineCommand = (program, terminal, end) => {
  addChangeOptions(
    program.command('resume').argument('[run]', 'a run id; by default the newest unfinished one'),
  )
    .description('go on with a run that was cut off or waits for a restart')
    .addOption(
      new Option('--part <part>', 'machine: only what needs nobody logged on')
        .choices(['all', 'machine'])
        .default('all'),
    )
    .addHelpText('after', '\nExample:\n  portwright resume\n')
    .action(async (wanted: string | undefined, options: ResumeOptions) => {
      const { continueRun } = await import('../continue-run.ts');
      end(await continueRun('resume', wanted, options, terminal));
    });
};
