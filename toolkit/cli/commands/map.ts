import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';

export interface MapOptions extends HostOptions {
  readonly from?: string;
  readonly svg?: string;
  readonly html?: string;
  readonly plan?: string;
}

export const defineMap: DefineCommand = (program, terminal, end) => {
  addHostOptions(
    program
      .command('map')
      .argument('[ports...]', 'ports such as 8065, 8065/udp or 9000-9010, to be shown with their verdict'),
  )
    .description('draw all 65,535 ports: who holds which, what Windows hands out, and where yours are')
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .option('--html <file>', 'write it as one page that needs no network')
    .option('--svg <file>', 'write it as a picture')
    .option('--plan <file>', 'a plan saved by `plan --out`: show the machine before and after it')
    .addHelpText('after', '\nExample:\n  portwright map 8065 --html ports.html\n')
    .action(async (ports: string[], options: MapOptions) => {
      const { showMap } = await import('../show-map.ts');
      end(await showMap(ports, options, terminal));
    });
};
