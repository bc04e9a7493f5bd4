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
  return [sentence(description), ...legalValues(parameter), presence(parameter), ...rules].join(' ');
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
        ...(type.pattern === undefined ? [] : [`It must match ${type.pattern}.`]),
      ];
    default:
      return [];
  }
}

function presence({ mandatory, sets, defaultValue, type }: ParameterModel): string {
  if (mandatory) return sets.length === 0 ? 'It is required.' : 'It is required where this way is chosen.';
  if (type.kind === 'switch') return 'Off unless it is given.';
  if (defaultValue === undefined || isEmptyList(defaultValue)) return 'There is no default.';
  return `The default is ${Array.isArray(defaultValue) ? defaultValue.join(', ') : String(defaultValue)}.`;
}

function isEmptyList(value: DefaultValue): boolean {
  return Array.isArray(value) && value.length === 0;
}
