import { disableFeature, enableFeature, findFeature, UNKNOWN_FEATURE } from '../features.ts';
import type { Feature, FeatureState } from '../machine-state.ts';
import { WIN32 } from '../win32-error.ts';
import { crlf, type Program, type ProgramCall, type ProgramResult, printed } from './program.ts';

/** Guess: one build for every simulated machine. */
const DISM_VERSION = '10.0.22621.2792';
const IMAGE_VERSION = '10.0.22631.4317';
const BAR = '[==========================100.0%==========================] ';
const INVALID_OPTION = 87;
const NO_COMMAND = 1639;

/** `/name:value` or `/name` by its lower-case name. */
type Options = ReadonlyMap<string, string>;

const KNOWN_OPTIONS = new Set(
  'online enable-feature disable-feature get-features get-featureinfo featurename all norestart quiet english format limitaccess remove'.split(
    ' ',
  ),
);

/**
 * `dism.exe /online` with features. Everything goes to stdout; the exit code is a Win32 error: 3010 a restart is due, 740
 * not elevated. With `/norestart` the text does not mention the restart. Without it the question finds no one at the keyboard;
 * with `/quiet` and without `/norestart` the machine is due for a restart at once.
 */
export const dism: Program = (call) => {
  const options = parseOptions(call.args);
  const unknown = [...options.keys()].find((name) => !KNOWN_OPTIONS.has(name));
  const say = call.texts;
  if (!call.machine.elevated) {
    return failed(call, '740', WIN32.elevationRequired, [
      `${say('dism.elevation')} `,
      say('dism.elevation-hint'),
    ]);
  }
  if (unknown !== undefined || !options.has('online')) {
    return failed(call, '87', INVALID_OPTION, [say('dism.unknown-option', { option: unknown ?? 'online' })]);
  }
  if (options.has('enable-feature')) return change(call, options, 'enable-feature');
  if (options.has('disable-feature')) return change(call, options, 'disable-feature');
  if (options.has('get-features')) return list(call);
  if (options.has('get-featureinfo')) return information(call, options);
  return failed(call, String(NO_COMMAND), NO_COMMAND, [say('dism.no-command')]);
};

function parseOptions(args: readonly string[]): Options {
  return new Map(
    args.map((word) => {
      const [name = '', ...value] = word.replace(/^[/-]/, '').split(':');
      return [name.toLowerCase(), value.join(':')] as const;
    }),
  );
}

/** The feature's name, in either spelling: `/enable-feature /featurename:X` or `/Enable-Feature:X`. */
function featureName(options: Options, command: string): string {
  return options.get('featurename') || options.get(command) || '';
}

function change(
  call: ProgramCall,
  options: Options,
  command: 'enable-feature' | 'disable-feature',
): ProgramResult {
  const { machine, texts } = call;
  const name = featureName(options, command);
  const isEnabling = command === 'enable-feature';
  const code = isEnabling ? enableFeature(machine, name) : disableFeature(machine, name);
  if (code === UNKNOWN_FEATURE) return unknownFeature(call, name);
  if (code !== WIN32.success && code !== WIN32.restartRequired) return failed(call, String(code), code, []);
  const restarts = code === WIN32.restartRequired && !options.has('norestart');
  const isQuiet = options.has('quiet');
  if (restarts && isQuiet) machine.restartPending = true;
  if (isQuiet) return printed('', code);
  const text = banner(call, [
    texts(isEnabling ? 'dism.enabling' : 'dism.disabling'),
    BAR,
    texts('dism.done'),
    ...(restarts ? [texts('dism.restart'), `${texts('dism.restart-now')} `] : []),
  ]);
  return printed(text, code);
}

function unknownFeature(call: ProgramCall, feature: string): ProgramResult {
  return failed(call, `0x${UNKNOWN_FEATURE.toString(16)}`, UNKNOWN_FEATURE, [
    call.texts('dism.unknown-feature', { feature }),
    call.texts('dism.unknown-feature-hint', { option: '/Get-Features' }),
  ]);
}

function list(call: ProgramCall): ProgramResult {
  const { machine, texts } = call;
  // Object.keys gives string[]; the record's keys are exactly the features.
  const features = (Object.keys(machine.features) as Feature[]).filter((each) => findFeature(machine, each));
  const entries = features.flatMap((feature) => [
    texts('dism.feature-name', { feature }),
    stateLine(call, machine.features[feature]),
    '',
  ]);
  const title = texts('dism.features-title', { package: 'Microsoft-Windows-Foundation-Package' });
  return printed(banner(call, [title, '', ...entries, texts('dism.done')]));
}

function information(call: ProgramCall, options: Options): ProgramResult {
  const { machine, texts } = call;
  const name = featureName(options, 'get-featureinfo');
  const feature = findFeature(machine, name);
  if (!feature) return unknownFeature(call, name);
  return printed(
    banner(call, [
      texts('dism.feature-information'),
      '',
      texts('dism.feature-name', { feature }),
      stateLine(call, machine.features[feature]),
      '',
      texts('dism.done'),
    ]),
  );
}

function stateLine({ texts }: ProgramCall, state: FeatureState): string {
  return texts('dism.feature-state', { state: texts(`dism.state.${state}`) });
}

function banner({ texts }: ProgramCall, lines: readonly string[]): string {
  return crlf(
    '',
    texts('dism.banner'),
    texts('dism.version', { version: DISM_VERSION }),
    '',
    texts('dism.image-version', { version: IMAGE_VERSION }),
    '',
    ...lines,
  );
}

function failed(
  { texts }: ProgramCall,
  shown: string,
  exitCode: number,
  explanation: readonly string[],
): ProgramResult {
  const text = crlf(
    '',
    texts('dism.banner'),
    texts('dism.version', { version: DISM_VERSION }),
    '',
    '',
    texts('dism.error', { code: shown }),
    '',
    ...explanation,
  );
  return printed(text, exitCode);
}
