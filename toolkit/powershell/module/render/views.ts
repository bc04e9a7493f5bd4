/** A column or a line: a property, or a label and a script over `$_`. */
export type Entry =
  | string
  | { readonly label: string; readonly script: string; readonly width?: number; readonly right?: boolean };

interface TableView {
  /** Without `Portwright.` */
  readonly type: string;
  readonly columns: readonly Entry[];
  /** What `Format-List` shows, in this order; without it the columns. */
  readonly properties?: readonly string[];
}

interface ListView {
  readonly type: string;
  readonly entries: readonly Entry[];
}

const column = (label: string, width: number): Entry => ({ label, script: `$_.${label}`, width });
const number = (label: string, width: number): Entry => ({ ...entry(label), width, right: true });
const count = (label: string): Entry => ({ label, script: `@($_.${label}).Count`, width: 9, right: true });

function entry(label: string) {
  return { label, script: `$_.${label}` };
}

const SPAN = [number('StartPort', 9), number('EndPort', 7), number('NumberOfPorts', 13)];

/** Eighty columns are enough for each; the last column takes what is left. */
export const TABLE_VIEWS: readonly TableView[] = [
  {
    type: 'RunResult',
    columns: [column('Scenario', 26), column('Outcome', 18), column('Verified', 8), 'RunId'],
  },
  {
    type: 'StepResult',
    columns: [
      column('Outcome', 12),
      number('DurationMs', 10),
      { label: 'Title', script: "('  ' * $_.Depth) + $_.Title" },
    ],
    properties: ['Id', 'Title', 'Outcome', 'Detail', 'DurationMs'],
  },
  {
    type: 'PromiseResult',
    columns: [column('Verified', 8), 'Promise', 'Found'],
    properties: ['Verified', 'Promise', 'Expected', 'Found', 'Kind', 'StepId'],
  },
  {
    type: 'PlannedChange',
    columns: [column('Sign', 4), column('Action', 8), 'What'],
    properties: ['Sign', 'Action', 'What', 'Note'],
  },
  {
    type: 'PortDiagnosis',
    columns: [column('Port', 9), column('Verdict', 14), column('Confidence', 10), 'Summary'],
    properties: ['Port', 'Verdict', 'Confidence', 'Summary', 'Block', 'Evidence', 'Remedy', 'HostKind'],
  },
  {
    type: 'ContainerDiagnosis',
    columns: [column('Name', 20), column('Status', 10), column('Outcome', 12), 'Summary'],
    properties: ['Name', 'Status', 'Outcome', 'Summary', 'Port', 'Remedy', 'HostKind'],
  },
  {
    type: 'MachineDiagnosis',
    columns: [count('Finding'), count('Remedy'), 'HostKind'],
    properties: ['Finding', 'Remedy', 'HostKind'],
  },
  {
    type: 'ExcludedPortRange',
    columns: [column('Protocol', 8), ...SPAN, column('Administered', 12), column('Store', 10), 'Origin'],
    properties: [
      ...['Protocol', 'StartPort', 'EndPort', 'NumberOfPorts'],
      ...['Administered', 'Origin', 'Store', 'HostKind'],
    ],
  },
  {
    type: 'DynamicPortRange',
    columns: [column('Family', 6), column('Protocol', 8), ...SPAN, 'IsIana'],
    properties: ['Family', 'Protocol', 'StartPort', 'EndPort', 'NumberOfPorts', 'IsIana', 'HostKind'],
  },
  {
    type: 'PortProxy',
    columns: ['ListenAddress', number('ListenPort', 10), 'ConnectAddress', number('ConnectPort', 11)],
  },
  {
    type: 'Run',
    columns: [column('Status', 18), column('CanBeUndone', 11), column('StartedAt', 19), 'RunId'],
    properties: [
      ...['RunId', 'Scenario', 'Title', 'Status', 'StartedAt', 'CanBeUndone'],
      ...['HostKind', 'Machine', 'Step', 'Event'],
    ],
  },
  {
    type: 'Scenario',
    columns: [column('Name', 24), column('Command', 25), 'Title'],
    properties: ['Name', 'Title', 'Summary', 'Platform', 'Command', 'Parameter'],
  },
  {
    type: 'ScenarioParameter',
    columns: [column('Name', 14), column('Type', 8), column('Mandatory', 9), column('Default', 18), 'Help'],
    properties: ['Name', 'Type', 'Mandatory', 'Default', 'Choice', 'Help'],
  },
  {
    type: 'ScenarioTest',
    columns: [column('Passed', 6), column('Scenario', 24), 'Machine', 'Message'],
    properties: ['Scenario', 'Machine', 'Passed', 'Message', 'DurationMs'],
  },
];

const NEW_LINE = '[Environment]::NewLine';

/** For types that a list shows better than a table, also unasked. */
export const LIST_VIEWS: readonly ListView[] = [
  {
    type: 'RunResult',
    entries: [
      'Title',
      'Outcome',
      'Verified',
      {
        label: 'Step',
        script: `@(foreach ($step in $_.Step) { '{0}{1}: {2}' -f ('  ' * $step.Depth), $step.Title, $step.Outcome }) -join ${NEW_LINE}`,
      },
      {
        label: 'Promise',
        script: `@(foreach ($promise in $_.Promise) { '{0}: {1}' -f $promise.Verified, $promise.Promise }) -join ${NEW_LINE}`,
      },
      { label: 'Machine', script: "'{0} [host: {1}]' -f $_.Machine, $_.HostKind" },
      'RunId',
      'UndoCommand',
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
