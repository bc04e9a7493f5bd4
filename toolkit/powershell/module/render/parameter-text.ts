import type { DefaultValue, ParameterModel } from '../model/command-model.ts';
import { literal } from '../text/literal.ts';
import { plainText } from '../text/plain-text.ts';

const INT32_MAX = 2 ** 31 - 1;

/** Writes the declaration of a parameter, without a comma behind it. */
export function parameterLines(parameter: ParameterModel): readonly string[] {
  return [
    ...parameterAttributes(parameter),
    ...(parameter.aliases.length === 0 ? [] : [`[Alias(${parameter.aliases.map(literal).join(', ')})]`]),
    ...validation(parameter),
    `[${typeName(parameter)}]`,
    variable(parameter),
  ];
}

/** The .NET type, as PowerShell abbreviates it. */
export function typeName({ type, isList }: ParameterModel): string {
  const name = (() => {
    switch (type.kind) {
      case 'integer':
        return Math.max(Math.abs(type.range.minimum), Math.abs(type.range.maximum)) <= INT32_MAX
          ? 'int'
          : 'long';
      case 'switch':
        return 'switch';
      case 'boolean':
        return 'bool';
      default:
        return 'string';
    }
  })();
  return isList ? `${name}[]` : name;
}

/** Whether two choices differ in case only, so that the case of what is given counts. */
export function isCaseSensitive(choices: readonly string[]): boolean {
  return new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length;
}

/** Writes a value; a list of one stays a list. */
export function valueText(value: DefaultValue): string {
  if (Array.isArray(value)) return `@(${value.map(valueText).join(', ')})`;
  if (typeof value === 'string') return literal(value);
  return typeof value === 'boolean' ? `$${value}` : String(value);
}

function parameterAttributes({ mandatory, position, pipeline, sets }: ParameterModel): readonly string[] {
  const rest = [
    ...(mandatory ? ['Mandatory'] : []),
    ...(position === undefined ? [] : [`Position = ${position}`]),
    ...(pipeline === 'collected' ? ['ValueFromPipeline'] : []),
    ...(pipeline === 'none' ? [] : ['ValueFromPipelineByPropertyName']),
  ];
  if (sets.length > 0)
    return sets.map((set) => `[Parameter(${[`ParameterSetName = ${literal(set)}`, ...rest].join(', ')})]`);
  return rest.length > 0 ? [`[Parameter(${rest.join(', ')})]`] : [];
}

function validation(parameter: ParameterModel): readonly string[] {
  return [...(parameter.isNeverEmpty ? ['[ValidateNotNullOrEmpty()]'] : []), ...valueChecks(parameter)];
}

function valueChecks({ type, mandatory, isList }: ParameterModel): readonly string[] {
  switch (type.kind) {
    case 'integer':
      return [`[ValidateRange(${type.range.minimum}, ${type.range.maximum})]`];
    case 'choice': {
      const choices = type.choices.map(literal).join(', ');
      return [`[ValidateSet(${choices}${isCaseSensitive(type.choices) ? ', IgnoreCase = $false' : ''})]`];
    }
    case 'text':
      return [
        // Programs print empty lines too; by itself Mandatory refuses them.
        ...(mandatory && isList && type.pattern === undefined ? ['[AllowEmptyString()]'] : []),
        ...(type.length ? [`[ValidateLength(${type.length.minimum}, ${type.length.maximum})]`] : []),
        ...patternCheck(type.pattern, type.patternHint),
      ];
    default:
      return [];
  }
}

/** What does not match is told what to write: Windows PowerShell's own check could only show the pattern. */
function patternCheck(pattern: string | undefined, hint: string | undefined): readonly string[] {
  if (pattern === undefined) return [];
  // Without the option the case of letters would not count.
  if (hint === undefined) return [`[ValidatePattern(${literal(pattern)}, Options = 'None')]`];
  const told = `throw ('{0}: {1}' -f $_, ${literal(plainText(hint))})`;
  return [`[ValidateScript({ if ($_ -cmatch ${literal(pattern)}) { $true } else { ${told} } })]`];
}

function variable({ name, type, defaultValue, mandatory }: ParameterModel): string {
  if (mandatory || defaultValue === undefined || type.kind === 'switch') return `$${name}`;
  return `$${name} = ${valueText(defaultValue)}`;
}
