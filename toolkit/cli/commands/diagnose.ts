import type { DefineCommand } from '../commands.ts';
import { addComposeOptions } from '../compose-options.ts';
import { addHostOptions } from '../host-options.ts';
import type { EvidenceOptions } from '../read-diagnosis.ts';
import type { Terminal } from '../terminal.ts';

export const defineDiagnose: DefineCommand = (program, terminal, end) => {
  const diagnose = program
    .command('diagnose')
    .argument('[ports...]', 'ports such as 8065, 8065/udp or 9000-9010');
  addComposeOptions(addHostOptions(diagnose))
    .description(
      'say why a port cannot be bound, and what to do about it; without a port, look at the whole machine and at the ports of the project around this folder',
    )
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .option('--error <text>', 'take the port and the cause from an error message; - reads standard input')
    .option('--container <name>', 'say why this container cannot start')
    .option('--no-project', 'without a port, leave out the files of the project')
    .addHelpText('after', EXAMPLES)
    .action(async (ports: string[], options: EvidenceOptions) =>
      end(await runDiagnose(ports, options, terminal)),
    );
};

const EXAMPLES = `
Example:
  portwright diagnose 8065 --from paste.txt
  portwright diagnose --error "listen tcp 0.0.0.0:8065: bind: An attempt was made ..."
  portwright diagnose --compose compose.yaml --compose compose.override.yaml
`;

async function runDiagnose(
  words: readonly string[],
  options: EvidenceOptions,
  terminal: Terminal,
): Promise<number> {
  const [{ parsePortSpecs }, { askedPorts }, { readDiagnosis }] = await Promise.all([
    import('../../ports/port-spec.ts'),
    import('../../diagnosis/asked-port.ts'),
    import('../read-diagnosis.ts'),
  ]);
  const diagnosis = await readDiagnosis(askedPorts(parsePortSpecs(words)), options, terminal);
  const { showDiagnosis } = await import('../show-diagnosis.ts');
  await showDiagnosis(diagnosis, options, terminal);
  return 0;
}
