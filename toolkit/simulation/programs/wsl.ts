import { findDistribution, startDistribution } from '../distributions.ts';
import type { MachineState } from '../machine-state.ts';
import { shutdownWsl, terminateDistribution } from '../wsl.ts';
import { linuxAddresses, networkingModeOf } from '../wsl-network.ts';
import { crlf, type Program, type ProgramCall, type ProgramEncoding, type ProgramResult } from './program.ts';

/** -1, as Windows hands it on. */
const FAILED = 0xffff_ffff;

/**
 * `wsl.exe`. Its own text is UTF-16LE unless the environment has `WSL_UTF8=1`; what a Linux command prints goes through as it is.
 * Errors go to stdout (microsoft/WSL source).
 */
export const wsl: Program = (call) => {
  const { machine, args } = call;
  if (!machine.wsl.installed) return said(call, crlf(call.texts('wsl.not-installed')), 1);
  const [first = '', second] = args;
  switch (first.toLowerCase()) {
    case '--shutdown':
      shutdownWsl(machine);
      return said(call, '', 0);
    case '--list':
    case '-l':
      return list(call, args.slice(1));
    case '--terminate':
    case '-t':
      return terminateDistribution(machine, second ?? '') ? said(call, '', 0) : noSuchDistribution(call);
    case '--status':
      return said(call, status(call), 0);
    case '--version':
    case '-v':
      return said(call, crlf(call.texts('wsl.version', { version: '2.3.26.0' })), 0);
    default:
      return runInside(call);
  }
};

function encodingOf({ environment }: ProgramCall): ProgramEncoding {
  return environment.WSL_UTF8 === '1' ? 'utf8' : 'utf16le';
}

function said(call: ProgramCall, stdout: string, exitCode: number): ProgramResult {
  return { exitCode, stdout, stderr: '', encoding: encodingOf(call) };
}

function failed(call: ProgramCall, message: string, code: string): ProgramResult {
  return said(call, crlf(message, call.texts('wsl.error-code', { code })), FAILED);
}

function noSuchDistribution(call: ProgramCall): ProgramResult {
  return failed(call, call.texts('wsl.not-found'), 'Wsl/Service/WSL_E_DISTRO_NOT_FOUND');
}

function invalidOption(call: ProgramCall, option: string): ProgramResult {
  return failed(call, call.texts('wsl.invalid-option', { option }), 'Wsl/E_INVALIDARG');
}

function list(call: ProgramCall, words: readonly string[]): ProgramResult {
  const { machine, texts } = call;
  const options = new Set(words.map((word) => LIST_OPTIONS.get(word.toLowerCase())));
  const unknown = words.find((word) => !LIST_OPTIONS.has(word.toLowerCase()));
  if (unknown !== undefined) return invalidOption(call, unknown);
  const all = machine.wsl.distributions;
  const shown = options.has('running') ? all.filter(({ running }) => running) : all;
  if (all.length === 0) {
    return failed(call, texts('wsl.no-distributions'), 'Wsl/WSL_E_DEFAULT_DISTRO_NOT_FOUND');
  }
  if (shown.length === 0) return said(call, crlf(texts('wsl.none-running')), FAILED);
  if (options.has('quiet')) return said(call, crlf(...shown.map(({ name }) => name)), 0);
  if (options.has('verbose')) return said(call, verboseTable(call, shown), 0);
  const names = shown.map((each) =>
    each === all[0] ? texts('wsl.default', { name: each.name }) : each.name,
  );
  return said(call, crlf(texts('wsl.list-title'), ...names), 0);
}

const LIST_OPTIONS = new Map([
  ['--running', 'running'],
  ['--quiet', 'quiet'],
  ['-q', 'quiet'],
  ['--verbose', 'verbose'],
  ['-v', 'verbose'],
  ['--all', 'all'],
]);

function verboseTable(call: ProgramCall, shown: MachineState['wsl']['distributions']): string {
  const { machine, texts } = call;
  const width = Math.max(...shown.map(({ name }) => name.length)) + 4;
  const line = (mark: string, name: string, state: string, version: string) =>
    `${mark} ${name.padEnd(width)}${state.padEnd(16)}${version}`;
  return crlf(
    line(' ', texts('wsl.column.name'), texts('wsl.column.state'), texts('wsl.column.version')),
    ...shown.map((each) =>
      line(
        each === machine.wsl.distributions[0] ? '*' : ' ',
        each.name,
        texts(each.running ? 'wsl.state.running' : 'wsl.state.stopped'),
        '2',
      ),
    ),
  );
}

function status({ machine, texts }: ProgramCall): string {
  const [first] = machine.wsl.distributions;
  return crlf(
    ...(first ? [texts('wsl.status.default', { name: first.name })] : []),
    texts('wsl.status.version', { version: 2 }),
  );
}

/** `wsl [-d NAME] [-e|--] COMMAND …`: starts the distribution and runs a Linux command in it. */
function runInside(call: ProgramCall): ProgramResult {
  const { machine, texts } = call;
  const words = [...call.args];
  let name = machine.wsl.distributions[0]?.name ?? '';
  while (words[0]?.startsWith('-')) {
    const option = words.shift() ?? '';
    if (option === '-d' || option === '--distribution') name = words.shift() ?? '';
    else if (option === '-e' || option === '--exec' || option === '--') break;
    else return invalidOption(call, option);
  }
  if (!findDistribution(machine, name)) return noSuchDistribution(call);
  startDistribution(machine, name);
  const command = words.join(' ');
  const output = linuxOutput(machine, command);
  if (output !== undefined) return { exitCode: 0, stdout: output, stderr: '', encoding: 'utf8' };
  const complaint = `${texts('wsl.not-simulated', { command })}\n`;
  return { exitCode: 127, stdout: '', stderr: complaint, encoding: 'utf8' };
}

function linuxOutput(machine: MachineState, command: string): string | undefined {
  switch (command) {
    case 'hostname -I':
    case 'hostname --all-ip-addresses':
      return linuxAddresses(machine);
    case 'wslinfo --networking-mode':
      return `${networkingModeOf(machine)}\n`;
    case 'hostname -i':
      return '127.0.1.1\n';
    case 'true':
      return '';
    default:
      return undefined;
  }
}
