import type { CommandModel } from '../model/command-model.ts';
import { literal } from '../text/literal.ts';
import { bodyLines } from './body-text.ts';
import { GENERATED } from './generated-note.ts';
import { commandHelp } from './help-text.ts';
import { parameterLines } from './parameter-text.ts';

const INDENT = '    ';

/** Writes the file of a command. */
export function functionText(command: CommandModel): string {
  return [
    `# ${GENERATED}`,
    `function ${command.name} {`,
    ...commandHelp(command),
    ...attributes(command).map((line) => INDENT + line),
    ...paramBlock(command),
    '',
    ...bodyLines(command).map((line) => (line === '' ? '' : INDENT + line)),
    '}',
    '',
  ].join('\n');
}

function attributes({ confirmImpact, defaultParameterSet, outputs, body }: CommandModel): readonly string[] {
  const binding = [
    ...(confirmImpact === undefined
      ? []
      : [`SupportsShouldProcess, ConfirmImpact = ${literal(confirmImpact)}`]),
    ...(defaultParameterSet === undefined
      ? []
      : [`DefaultParameterSetName = ${literal(defaultParameterSet)}`]),
    'PositionalBinding = $false',
  ];
  return [
    `[CmdletBinding(${binding.join(', ')})]`,
    ...outputs.map(({ type }) => `[OutputType(${literal(type)})]`),
    ...(confirmImpact === undefined || body.kind === 'read' ? [] : [SHOULD_PROCESS]),
  ];
}

/** The analyzer sees one file at a time. */
const SHOULD_PROCESS =
  "[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'Asked through $PSCmdlet, once the plan is known')]";

function paramBlock({ parameters }: CommandModel): readonly string[] {
  if (parameters.length === 0) return [`${INDENT}param ()`];
  const declared = parameters.map((parameter) =>
    parameterLines(parameter).map((line) => INDENT + INDENT + line),
  );
  return [
    `${INDENT}param (`,
    ...declared.flatMap((lines, index) => {
      const isLast = index === declared.length - 1;
      return [...lines.slice(0, -1), `${lines.at(-1)}${isLast ? '' : ','}`, ...(isLast ? [] : [''])];
    }),
    `${INDENT})`,
  ];
}
