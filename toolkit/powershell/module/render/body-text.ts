import type { CommandModel, ParameterModel, ReadBody, Reading } from '../model/command-model.ts';
import { literal } from '../text/literal.ts';
import { isCaseSensitive } from './parameter-text.ts';
import { LOAD } from './private-functions-text.ts';

/** Writes the blocks of a function: what it collects, and the one private function it calls. */
export function bodyLines(command: CommandModel): readonly string[] {
  const { body, parameters } = command;
  switch (body.kind) {
    case 'change':
      return [
        ...collecting(parameters, SAME_MACHINE),
        ...calling('end', changeLines(parameters, body.scenario)),
      ];
    case 'any-change':
      return [
        ...calling('dynamicparam', ['New-PwDynamicParameter -Bound $PSBoundParameters']),
        '',
        ...calling('end', ANY_CHANGE),
      ];
    case 'continuation':
      return calling('process', continuationLines(body.verb));
    case 'read':
      return [...collecting(parameters), ...calling(readBlock(parameters), readLines(parameters, body))];
    case 'scenario-list':
      return calling('end', ['Select-PwScenario -Name $Name -Caller $PSCmdlet']);
  }
}

const STOP = "$ErrorActionPreference = 'Stop'";
const MACHINE = 'New-PwMachine -Bound $PSBoundParameters -Caller $PSCmdlet';
const FOLDER = '$PSCmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath';
const COLLECTED = '$collected';
/** A diagnosis of another machine is no reason to change this one. Without a pipeline `$_` would be the caller's. */
const SAME_MACHINE = [
  STOP,
  LOAD,
  'if ($MyInvocation.ExpectingInput) { Assert-PwSameMachine -InputObject $_ -HostKind $HostKind -Caller $PSCmdlet }',
];

const ANY_CHANGE = [
  ...splat('change', {
    Scenario: '(Resolve-PwScenarioName -Name $Name)',
    Parameter: 'ConvertTo-PwScenarioParameter -Scenario $Name -Bound $PSBoundParameters',
    Machine: MACHINE,
    Caller: '$PSCmdlet',
  }),
  'Invoke-PwChange @change',
];

function changeLines(parameters: readonly ParameterModel[], scenario: string): readonly string[] {
  return [
    ...emptyPipelineLines(parameters),
    ...argumentLines('parameter', parameters),
    ...splat('change', {
      Scenario: literal(scenario),
      Parameter: '$parameter',
      Machine: MACHINE,
      Caller: '$PSCmdlet',
    }),
    'Invoke-PwChange @change',
  ];
}

function continuationLines(verb: string): readonly string[] {
  return [
    ...splat('continuation', { Verb: literal(verb), Machine: MACHINE, Caller: '$PSCmdlet' }),
    "if ($PSBoundParameters.ContainsKey('RunId')) { $continuation['Run'] = $RunId }",
    'Invoke-PwContinuation @continuation',
  ];
}

function readLines(parameters: readonly ParameterModel[], body: ReadBody): readonly string[] {
  const { readings, pasted, saysFolder = false } = body;
  const machine = parameters.some(({ isMachine }) => isMachine) ? { Machine: MACHINE } : {};
  const pastedKeys = pasted === undefined ? [] : [pasted.path, pasted.text];
  const plain = parameters.filter(({ key }) => !pastedKeys.includes(key));
  return [
    ...emptyPipelineLines(parameters),
    ...argumentLines('argument', plain),
    ...pastedLines(parameters, body),
    ...(saysFolder ? [`$argument['folder'] = ${FOLDER}`] : []),
    ...splat('read', {
      Action: ofReading(readings, ({ action }) => action),
      Argument: '$argument',
      ...machine,
      ...(readings[0]?.converter && { Converter: ofReading(readings, ({ converter = '' }) => converter) }),
      Caller: '$PSCmdlet',
    }),
    ...askingLines(parameters, body),
    'Invoke-PwRead @read',
  ];
}

/** A word of the reading whose parameter set was chosen. */
function ofReading([first, second]: readonly Reading[], word: (reading: Reading) => string): string {
  const [one, other] = [first, second].map((reading) => reading && literal(word(reading)));
  if (other === undefined || other === one) return one ?? '';
  return `$(if ($PSCmdlet.ParameterSetName -eq ${literal(second?.set ?? '')}) { ${other} } else { ${one} })`;
}

function askingLines(parameters: readonly ParameterModel[], { writes }: ReadBody): readonly string[] {
  if (writes === undefined) return [];
  const name = parameters.find(({ key }) => key === writes.parameter)?.name;
  const question = `$PSCmdlet.ShouldProcess($${name}, ${literal(writes.action)})`;
  return [
    `Assert-PwFolder -Path $argument[${literal(writes.parameter)}] -Caller $PSCmdlet`,
    `if (-not ${question}) { return }`,
  ];
}

function pastedLines(parameters: readonly ParameterModel[], { pasted }: ReadBody): readonly string[] {
  if (pasted === undefined) return [];
  const [path, text] = [pasted.path, pasted.text].map(
    (key) => parameters.find((known) => known.key === key)?.name,
  );
  const isCollected = parameters.some(({ key, pipeline }) => key === pasted.text && pipeline === 'collected');
  if (isCollected) return [`$argument['text'] = $collected -join "\`n"`];
  return [
    ...(path === undefined
      ? []
      : [`if ($${path}) { $argument['text'] = Read-PwPastedText -Path $${path} -Caller $PSCmdlet }`]),
    `if ($PSBoundParameters.ContainsKey('${text}')) { $argument['text'] = $${text} -join "\`n" }`,
  ];
}

/** What comes by property name alone is asked one by one; everything else at once, when no more comes. */
function readBlock(parameters: readonly ParameterModel[]): string {
  return parameters.some(({ pipeline }) => pipeline === 'by-property-name') ? 'process' : 'end';
}

function collecting(parameters: readonly ParameterModel[], first: readonly string[] = []): readonly string[] {
  const collected = parameters.find(({ pipeline }) => pipeline === 'collected');
  if (collected === undefined) return [];
  return [
    ...block('begin', [`${COLLECTED} = New-Object -TypeName 'System.Collections.Generic.List[string]'`]),
    '',
    ...block('process', [...first, `foreach ($item in $${collected.name}) { ${COLLECTED}.Add($item) }`]),
    '',
  ];
}

/** `@() | Repair-PwPort` must neither fail nor ask for everything. */
function emptyPipelineLines(parameters: readonly ParameterModel[]): readonly string[] {
  if (!parameters.some(({ pipeline }) => pipeline === 'collected')) return [];
  return [`if ($MyInvocation.ExpectingInput -and ${COLLECTED}.Count -eq 0) { return }`];
}

/** The request's own keys: what has a default is always said, the rest where it was given. */
function argumentLines(variable: string, parameters: readonly ParameterModel[]): readonly string[] {
  const own = parameters.filter(({ isMachine, isSent }) => !isMachine && isSent);
  const isAlways = (parameter: ParameterModel) =>
    (parameter.mandatory && parameter.sets.length === 0) ||
    parameter.defaultValue !== undefined ||
    (parameter.pipeline === 'collected' && !parameter.isNeverEmpty) ||
    parameter.type.kind === 'switch';
  return [
    ...splat(
      variable,
      Object.fromEntries(own.filter(isAlways).map((parameter) => [parameter.key, argumentText(parameter)])),
    ),
    ...own
      .filter((parameter) => !isAlways(parameter))
      .map(
        (parameter) =>
          `if ($PSBoundParameters.ContainsKey(${literal(parameter.name)})) { $${variable}[${literal(parameter.key)}] = ${argumentText(parameter)} }`,
      ),
  ];
}

function argumentText({ name, type, isList, pipeline, completer, isPath }: ParameterModel): string {
  if (isPath) return pathText(name, isList);
  if (completer === 'Scenario') return `@(${COLLECTED} | ForEach-Object { Resolve-PwScenarioName -Name $_ })`;
  if (pipeline === 'collected') return `${COLLECTED}.ToArray()`;
  if (type.kind === 'switch') return `[bool] $${name}`;
  if (type.kind !== 'choice' || isCaseSensitive(type.choices)) return `$${name}`;
  // The request knows one spelling of each choice.
  const choices = `@(${type.choices.map(literal).join(', ')})`;
  return isList
    ? `@(${choices} | Where-Object { $${name} -contains $_ })`
    : `[string] (${choices} -eq $${name})`;
}

function pathText(name: string, isList: boolean): string {
  const resolved = (variable: string) => `Resolve-PwFilePath -Path ${variable} -Caller $PSCmdlet`;
  return isList ? `@($${name} | ForEach-Object { ${resolved('$_')} })` : `(${resolved(`$${name}`)})`;
}

/** A hashtable, aligned. */
function splat(variable: string, entries: Readonly<Record<string, string>>): readonly string[] {
  const keys = Object.keys(entries);
  if (keys.length === 0) return [`$${variable} = @{}`];
  const width = Math.max(...keys.map((key) => key.length));
  return [
    `$${variable} = @{`,
    ...Object.entries(entries).map(([key, value]) => `    ${key.padEnd(width)} = ${value}`),
    '}',
  ];
}

/**
 * A block that calls private functions, which end at their first error. Said in the block and not for the module: an argument that
 * does not fit must end no more than its own command.
 */
function calling(name: string, lines: readonly string[]): readonly string[] {
  return block(name, [STOP, LOAD, ...lines]);
}

function block(name: string, lines: readonly string[]): readonly string[] {
  return [`${name} {`, ...lines.map((line) => `    ${line}`), '}'];
}
