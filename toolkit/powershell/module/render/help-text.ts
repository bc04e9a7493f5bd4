import type { CommandModel, DefaultValue, ParameterModel } from '../model/command-model.ts';
import { helpLines } from '../text/help-lines.ts';

const KEYWORD = '    ';
const TEXT = 8;

/** Writes the comment-based help of a command: everything `Get-Help -Full` shows. */
export function commandHelp(command: CommandModel): readonly string[] {
  const { synopsis, description, parameters, inputs, outputs, notes, examples, links } = command;
  return [
    `${KEYWORD}<#`,
    ...section('SYNOPSIS', [synopsis]),
    ...section('DESCRIPTION', description),
    ...parameters.flatMap((parameter) => section(`PARAMETER ${parameter.name}`, [parameterText(parameter)])),
    ...section('INPUTS', [inputs]),
    ...section(
      'OUTPUTS',
      outputs.map(({ type, text }) => `${type}. ${text}`),
    ),
    ...section('NOTES', notes),
    ...examples.flatMap(({ code, text }) => [
      `${KEYWORD}.EXAMPLE`,
      `${' '.repeat(TEXT)}${code}`,
      '',
      ...helpLines(text, TEXT),
    ]),
    ...links.flatMap((link) => section('LINK', [link])),
    `${KEYWORD}#>`,
  ];
}

/** Meaning, legal values, default, and the rules that it is part of. */
export function parameterText(parameter: ParameterModel): string {
  const { description, rules } = parameter;
  const literally = parameter.isPath ? ['Wildcards in it are taken literally.'] : [];
  return [sentence(description), ...literally, ...legalValues(parameter), presence(parameter), ...rules].join(
    ' ',
  );
}

function section(keyword: string, paragraphs: readonly string[]): readonly string[] {
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [''] : []),
    ...helpLines(paragraph, TEXT),
  ]);
  return [`${KEYWORD}.${keyword}`, ...lines];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text : `${text}.`;
}

function legalValues({ type }: ParameterModel): readonly string[] {
  switch (type.kind) {
    case 'choice':
      return [`One of ${type.choices.join(', ')}.`];
    case 'integer':
      return [`A whole number from ${type.range.minimum} to ${type.range.maximum}.`];
    case 'text':
      return [
        ...(type.length ? [`From ${type.length.minimum} to ${type.length.maximum} characters.`] : []),
        ...(type.pattern === undefined ? [] : [patternSentence(type.pattern, type.patternHint)]),
      ];
    default:
      return [];
  }
}

function patternSentence(pattern: string, hint: string | undefined): string {
  if (hint === undefined) return `It must match ${pattern}.`;
  return sentence(hint.charAt(0).toUpperCase() + hint.slice(1));
}

function presence({ mandatory, sets, defaultValue, type }: ParameterModel): string {
  if (mandatory) return sets.length === 0 ? 'It is required.' : 'It is required where this way is chosen.';
  if (type.kind === 'switch') return 'Off unless it is given.';
  if (defaultValue === undefined || isEmptyList(defaultValue)) return 'There is no default.';
  if (typeof defaultValue === 'boolean') return `The default is $${defaultValue}.`;
  return `The default is ${Array.isArray(defaultValue) ? defaultValue.join(', ') : String(defaultValue)}.`;
}

function isEmptyList(value: DefaultValue): boolean {
  return Array.isArray(value) && value.length === 0;
}
