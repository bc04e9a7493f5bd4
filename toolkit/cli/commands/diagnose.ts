import type { Snapshot } from '../../diagnosis/snapshot.ts';
import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

interface DiagnoseOptions extends HostOptions {
  readonly from?: string;
  readonly container?: string;
}

export const defineDiagnose: DefineCommand = (program, terminal, end) => {
  addHostOptions(
    program.command('diagnose').argument('[ports...]', 'ports such as 8065, 8065/udp or 9000-9010'),
  )
    .description(
      'say why a port cannot be bound, and what to do about it; without a port, look at the whole machine',
    )
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .option('--container <name>', 'say why this container cannot start')
    .addHelpText('after', '\nExample:\n  portwright diagnose 8065 --from paste.txt\n')
    .action(async (ports: string[], options: DiagnoseOptions) =>
      end(await runDiagnose(ports, options, terminal)),
    );
};

async function runDiagnose(
  words: readonly string[],
  options: DiagnoseOptions,
  terminal: Terminal,
): Promise<number> {
  const [{ parsePortSpecs }, { askedPorts }, { diagnose }] = await Promise.all([
    import('../../ports/port-spec.ts'),
    import('../../diagnosis/asked-port.ts'),
    import('../../diagnosis/diagnose.ts'),
  ]);
  const asked = askedPorts(parsePortSpecs(words));
  const snapshot = await readEvidence(asked, options, terminal);
  const question = options.container === undefined ? {} : { container: options.container };
  const { showDiagnosis } = await import('../show-diagnosis.ts');
  await showDiagnosis(diagnose(snapshot, asked, question), options, terminal);
  return 0;
}

async function readEvidence(
  ports: readonly { port: number; protocol: 'tcp' | 'udp' }[],
  options: DiagnoseOptions,
  terminal: Terminal,
): Promise<Snapshot> {
  if (options.from !== undefined) {
    const [{ readPastedText }, { snapshotFromPaste }] = await Promise.all([
      import('../read-pasted-text.ts'),
      import('../../diagnosis/snapshot-from-paste.ts'),
    ]);
    return snapshotFromPaste(await readPastedText(options.from, terminal));
  }
  const { readMachine } = await import('../read-machine.ts');
  const { container } = options;
  return readMachine({ ports, ...(container !== undefined && { container }) }, options, terminal);
}
