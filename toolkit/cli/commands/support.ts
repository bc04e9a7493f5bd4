import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';

export interface SupportOptions extends HostOptions {
  readonly out: string;
  readonly from?: string;
  readonly yes?: boolean;
}

export const defineSupport: DefineCommand = (program, terminal, end) => {
  addHostOptions(
    program.command('support').argument('[ports...]', 'ports such as 8065, 8065/udp or 9000-9010'),
  )
    .description(
      'write what a bug report needs into one file, without names, addresses and tokens; shows it first',
    )
    .option('--out <file>', 'file to write; it must not be there yet', 'portwright-support.md')
    .option('--from <file>', 'take a pasted output from a file, or from standard input with -')
    .option('-y, --yes', 'write without asking; required where nobody can be asked')
    .addHelpText('after', '\nExample:\n  portwright support 8065 --out report.md\n')
    .action(async (ports: string[], options: SupportOptions) => {
      const { writeSupport } = await import('../write-support.ts');
      end(await writeSupport(ports, options, terminal));
    });
};
