import type { DefineCommand } from '../commands.ts';

export interface ReportOptions {
  readonly html: string;
  readonly json?: boolean;
}

export const defineReport: DefineCommand = (program, terminal, end) => {
  program
    .command('report')
    .argument('<run>', 'a run id, or the beginning or the end of one')
    .description('write a page about one run: its steps and times, its proof, and how to put it back')
    .requiredOption('--html <file>', 'the file to write; the page needs no network')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright report 3f9a2c --html run.html\n')
    .action(async (wanted: string, options: ReportOptions) => {
      const { showReport } = await import('../show-report.ts');
      await showReport(wanted, options, terminal);
      end(0);
    });
};
