import { type Entry, FACT, type ListView, moment } from './views.ts';

const NEW_LINE = '[Environment]::NewLine';

/** A label, and a line for each text that the statements write. */
function linesOf(label: string, statements: string): Entry {
  return { label, script: `@(${statements}) -join ${NEW_LINE}`, when: `@($_.${label}).Count -gt 0` };
}

const ifAny = (label: string): Entry => ({ label, script: `$_.${label}`, when: `[bool] $_.${label}` });

const VERDICT: Entry = {
  label: 'Verdict',
  script: "'{0} ({1} confidence)' -f $_.Verdict, $_.Confidence",
};

const MACHINE: Entry = { label: 'Machine', script: "'{0} [host: {1}]' -f $_.Machine, $_.HostKind" };

/** `1. What it is`, and below it its commands, ready to be copied. */
const REMEDIES: Entry = {
  label: 'Remedy',
  script: [
    '$number = 0',
    "$lines = @(foreach ($remedy in $_.Remedy) {\n    $number++\n    '{0}. {1}' -f $number, $remedy.Title",
    "    foreach ($line in $remedy.Command -split '\\r?\\n') { '     ' + $line }\n})",
    `$lines -join ${NEW_LINE}`,
  ].join('\n'),
  when: '@($_.Remedy).Count -gt 0',
};

const CHANGES = [
  'foreach ($change in $_.Change) {',
  "    '{0} {1}' -f $change.Sign, $change.What",
  "    foreach ($note in $change.Note) { '    ' + $note }",
  '}',
].join('\n');

/** A step that was undone may stand here without the one around it. */
const STEPS = [
  '$depth = -1',
  'foreach ($step in $_.Step) {',
  '    $depth = [Math]::Min($step.Depth, $depth + 1)',
  "    '{0}{1}: {2}' -f ('  ' * $depth), $step.Title, $step.Outcome",
  '}',
].join('\n');

const RUN: readonly Entry[] = [
  'RunId',
  'Scenario',
  'Title',
  'Status',
  moment('StartedAt'),
  'CanBeUndone',
  MACHINE,
  linesOf('Step', "foreach ($step in $_.Step) { '{0}: {1}' -f $step.Id, $step.State }"),
  linesOf(
    'Event',
    "foreach ($event in $_.Event) { ('{0:u}  {1}  {2}' -f $event.At, $event.Type, $event.StepId).TrimEnd() }",
  ),
];

/** For types that a list shows better than a table, also unasked. */
export const LIST_VIEWS: readonly ListView[] = [
  {
    type: 'RunResult',
    entries: [
      'Title',
      'Outcome',
      'Verified',
      linesOf('Step', STEPS),
      linesOf(
        'Promise',
        "foreach ($promise in $_.Promise) { '{0}: {1}' -f $promise.Verified, $promise.Promise }",
      ),
      MACHINE,
      ifAny('RunId'),
      ifAny('UndoCommand'),
    ],
  },
  {
    type: 'PortDiagnosis',
    entries: [
      'Port',
      VERDICT,
      ifAny('Cause'),
      'Summary',
      {
        label: 'Block',
        script:
          "'{0} {1}-{2}, {3} ports, {4}' -f $_.Block.Protocol, $_.Block.StartPort, $_.Block.EndPort, $_.Block.NumberOfPorts, $_.Block.Origin",
        when: '[bool] $_.Block',
      },
      linesOf('Evidence', "foreach ($piece in $_.Evidence) { '- ' + $piece.Text }"),
      REMEDIES,
      'HostKind',
    ],
  },
  {
    type: 'ContainerDiagnosis',
    entries: [
      'Name',
      'Status',
      'Outcome',
      'Summary',
      linesOf('Port', "foreach ($port in $_.Port) { '{0}: {1}' -f $port.Port, $port.Verdict }"),
      REMEDIES,
      'HostKind',
    ],
  },
  {
    type: 'MessageDiagnosis',
    entries: [
      VERDICT,
      ifAny('Cause'),
      'Summary',
      linesOf('Evidence', "foreach ($piece in $_.Evidence) { '- ' + $piece.Text }"),
      REMEDIES,
      'HostKind',
    ],
  },
  {
    type: 'SupportBundle',
    entries: [
      'Text',
      'Path',
      linesOf('Replaced', "foreach ($kind in $_.Replaced) { '{0}: {1}' -f $kind.Kind, $kind.Count }"),
      linesOf('Unread', '$_.Unread'),
    ],
  },
  {
    type: 'MachineDiagnosis',
    entries: [
      ifAny('Cause'),
      linesOf('Finding', "foreach ($finding in $_.Finding) { '- ' + $finding.Text }"),
      REMEDIES,
      'HostKind',
    ],
  },
  { type: 'Remedy', entries: ['Title', 'Command', ifAny('Lasts'), ifAny('Disturbs')] },
  { type: 'RunJournal', entries: RUN },
];

/** For types that a table shows better, but for who asks for a list: what is nested in them is spelled out. */
export const ASKED_LIST_VIEWS: readonly ListView[] = [
  { type: 'Run', entries: RUN },
  { type: 'Promise', entries: ['StepId', 'Kind', { label: 'Fact', script: FACT }] },
  {
    type: 'Plan',
    entries: [
      'Scenario',
      'Title',
      linesOf('Change', CHANGES),
      linesOf(
        'Refusal',
        "foreach ($refusal in $_.Refusal) { '{0}; instead: {1}' -f $refusal.Reason, $refusal.Remedy }",
      ),
      linesOf('Note', '$_.Note'),
      MACHINE,
      'Fingerprint',
    ],
  },
  {
    type: 'Scenario',
    entries: [
      'Name',
      'Title',
      'Summary',
      'Platform',
      'Command',
      linesOf(
        'Parameter',
        "foreach ($parameter in $_.Parameter) { '-{0} <{1}>{2}' -f $parameter.Name, $parameter.Type, $(if ($parameter.Mandatory) { ' (required)' } else { '' }) }",
      ),
    ],
  },
];

/** The text of a `Portwright.Plan`: one change a line, with its sign, as the command line prints it. */
export const PLAN_TEXT = [
  "$lines = @('{0}: {1}  [host: {2}]' -f $_.Scenario, $_.Title, $_.HostKind; '')",
  'foreach ($change in $_.Change) {',
  "    $lines += '  {0} {1}' -f $change.Sign, $change.What",
  "    foreach ($note in $change.Note) { $lines += '      {0}' -f $note }",
  '}',
  "foreach ($refusal in $_.Refusal) { $lines += '  refused: {0}; instead: {1}' -f $refusal.Reason, $refusal.Remedy }",
  "if (@($_.Change).Count -eq 0 -and @($_.Refusal).Count -eq 0) { $lines += '  nothing to change' }",
  `$lines -join ${NEW_LINE}`,
].join('\n');
