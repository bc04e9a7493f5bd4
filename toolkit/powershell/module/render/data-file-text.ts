import { ERROR_CODES, type ErrorCode } from '../../../errors/error-codes.ts';
import type { Scenario } from '../../../scenario/define-scenario.ts';
import type { ParameterModel } from '../model/command-model.ts';
import { plainText } from '../text/plain-text.ts';
import { type Data, dataText } from './data-text.ts';
import { GENERATED } from './generated-note.ts';
import { parameterText } from './help-text.ts';
import { isCaseSensitive, typeName } from './parameter-text.ts';

/** A scenario, its parameters, and its command if it has one. */
export interface ListedScenario {
  readonly scenario: Pick<Scenario, 'id' | 'title' | 'summary' | 'platform'>;
  readonly parameters: readonly ParameterModel[];
  readonly command: string;
}

/** Writes `Portwright.Data.psd1`: what functions look up while they run. It is loaded when it is first needed. */
export function dataFileText(scenarios: readonly ListedScenario[]): string {
  const data = {
    ErrorCategory: Object.fromEntries(Object.keys(ERROR_CODES).map((code) => [code, errorCategory(code)])),
    ExitCode: { ...ERROR_CODES },
    Scenario: scenarios.map(({ scenario: { id, title, summary, platform }, parameters, command }) => ({
      Name: id,
      Title: plainText(title),
      Summary: plainText(summary),
      Platform: platform,
      Command: command,
      Parameter: parameters.map(parameterData),
    })),
  };
  return `# ${GENERATED}\n${dataText(data)}\n`;
}

/** By the exit code, and by the code where that says more. The names are those of System.Management.Automation.ErrorCategory. */
export function errorCategory(code: string): string {
  const named = CATEGORIES.find(([pattern]) => pattern.test(code))?.[1];
  if (named !== undefined) return named;
  return BY_EXIT_CODE[ERROR_CODES[code as ErrorCode] ?? 1] ?? 'InvalidOperation';
}

const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [
    /^(run\.needs-elevation|elevation\.refused|elevation\.unsafe-folder|run\.state-directory-unsafe)$/,
    'PermissionDenied',
  ],
  [
    /^(wrapper\.(node|runner)-missing|node\.too-old|host\.program-missing|scenario\.needs-installation)$/,
    'NotInstalled',
  ],
  [/(timed-out)$/, 'OperationTimeout'],
  [/^(docker\.not-running|ask\.unavailable)$/, 'ResourceUnavailable'],
  [/(lock-held|state-busy)$/, 'ResourceBusy'],
  [/(container-unknown|unknown-scenario|run\.unknown|nothing-to-undo)$/, 'ObjectNotFound'],
  [/(unrecognised-output|unrecognised-paste|invalid-answer|damaged)$/, 'InvalidData'],
  [/(unreadable-file|file-failed)$/, 'ReadError'],
  [
    /^(plan\.stale|run\.(not-resumable|other-host|unfinished|waits-for-restart)|host\.(unsupported|read-only))$/,
    'InvalidOperation',
  ],
  [/^run\.not-verified$/, 'InvalidResult'],
];

const BY_EXIT_CODE: Readonly<Record<number, string>> = {
  2: 'InvalidArgument',
  3: 'InvalidResult',
  4: 'PermissionDenied',
  130: 'OperationStopped',
};

/** What a dynamic parameter is made of. */
function parameterData(parameter: ParameterModel): Data {
  const { name, key, type, mandatory, defaultValue, position, isNeverEmpty } = parameter;
  return {
    Name: name,
    Key: key,
    Type: typeName(parameter),
    Mandatory: mandatory,
    ...(position !== undefined && { Position: position }),
    ...(defaultValue !== undefined && { Default: defaultValue }),
    ...(isNeverEmpty && { NeverEmpty: true }),
    ...(type.kind === 'choice' && { Choice: type.choices, CaseSensitive: isCaseSensitive(type.choices) }),
    ...(type.kind === 'integer' && { Minimum: type.range.minimum, Maximum: type.range.maximum }),
    ...(type.kind === 'text' && type.pattern !== undefined && { Pattern: type.pattern }),
    ...(type.kind === 'text' &&
      type.patternHint !== undefined && { PatternHint: plainText(type.patternHint) }),
    ...(type.kind === 'text' &&
      type.length !== undefined && { MinLength: type.length.minimum, MaxLength: type.length.maximum }),
    Help: plainText(parameterText(parameter)),
  };
}
