/** A column or a line: a property, or a label and a script over `$_`. */
export type Entry =
  | string
  | {
      readonly label: string;
      readonly script: string;
      readonly width?: number;
      readonly right?: boolean;
      /** In a list: the script that says whether the line is there. */
      readonly when?: string;
    };

export interface TableView {
  /** Without `Portwright.` */
  readonly type: string;
  readonly columns: readonly Entry[];
  /** Long texts go on below themselves instead of being cut off. */
  readonly wrap?: boolean;
  /** The property that rows are put under. */
  readonly groupBy?: string;
  /** What `Format-List` shows, in this order; without it the columns. */
  readonly properties?: readonly string[];
}

export interface ListView {
  readonly type: string;
  readonly entries: readonly Entry[];
}

const column = (label: string, width: number): Entry => ({ label, script: `$_.${label}`, width });
const number = (label: string, width: number): Entry => ({ ...entry(label), width, right: true });
const count = (label: string): Entry => ({ label, script: `@($_.${label}).Count`, width: 9, right: true });
/** Moments are in UTC, and say so in every culture: 2026-01-05 09:00:01Z. */
export const moment = (label: string): Entry => ({
  label,
  script: `if ($_.${label}) { $_.${label}.ToString('u') }`,
  width: 20,
});

/** A share of one, or nothing where there is none. */
const percent = (label: string): Entry => ({
  label,
  script: `if ($null -ne $_.${label}) { '{0:0.##} %' -f (100 * $_.${label}) }`,
  width: 11,
  right: true,
});

function entry(label: string) {
  return { label, script: `$_.${label}` };
}

const SPAN = [number('StartPort', 9), number('EndPort', 7), number('NumberOfPorts', 13)];
/** The members of a fact, as a promise shows them. */
export const FACT =
  "@(foreach ($part in $_.Fact.PSObject.Properties) { if ($part.Name -ne 'kind') { '{0}={1}' -f $part.Name, (@($part.Value) -join ',') } }) -join ' '";

const TRIED = "if ($_.Message) { '{0}: {1}' -f $_.Machine, $_.Message } else { $_.Machine }";

/** Eighty columns are enough for each; the last column takes what is left. */
export const TABLE_VIEWS: readonly TableView[] = [
  {
    type: 'RunResult',
    columns: [column('Outcome', 18), column('Verified', 8), 'RunId'],
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
    columns: [column('Verified', 8), column('Promise', 36), 'Found'],
    wrap: true,
    properties: ['Verified', 'Promise', 'Expected', 'Found', 'Kind', 'StepId'],
  },
  {
    type: 'Promise',
    columns: [column('StepId', 29), column('Kind', 19), { label: 'Fact', script: FACT }],
    wrap: true,
  },
  {
    type: 'PlannedChange',
    columns: [column('Sign', 4), column('Action', 8), 'What'],
    wrap: true,
    properties: ['Sign', 'Action', 'What', 'Note'],
  },
  { type: 'Refusal', columns: [column('Reason', 40), 'Remedy'], wrap: true },
  {
    type: 'PortDiagnosis',
    columns: [column('Port', 9), column('Verdict', 14), column('Confidence', 10), 'Summary'],
    wrap: true,
  },
  {
    type: 'PortTest',
    columns: [column('Port', 9), column('CanBind', 7), column('Verdict', 14), 'Summary'],
    wrap: true,
    properties: ['Port', 'CanBind', 'Verdict', 'Cause', 'Confidence', 'Summary', 'HostKind'],
  },
  {
    type: 'MessageDiagnosis',
    columns: [column('Verdict', 14), column('Confidence', 10), 'Summary'],
    wrap: true,
  },
  {
    type: 'PortEstimate',
    columns: [percent('Probability'), percent('Low'), percent('High'), percent('ProbabilityAfterRemedy')],
  },
  {
    type: 'PortSource',
    columns: [column('Kind', 16), column('Service', 16), column('File', 20), 'Text'],
    wrap: true,
  },
  {
    type: 'PortSuggestion',
    columns: [
      column('Port', 9),
      column('IsProbed', 8),
      column('IsOutsideDynamicRange', 21),
      percent('Probability'),
    ],
    properties: ['Port', 'Protocol', 'IsOutsideDynamicRange', 'IsProbed', 'Probability', 'HostKind'],
  },
  {
    type: 'PortRisk',
    columns: [column('Port', 9), percent('Probability'), percent('Low'), percent('High'), 'Place'],
    groupBy: 'Measure',
    properties: [
      ...['Measure', 'Port', 'Place', 'Probability', 'Low', 'High'],
      ...['Uniform', 'BootCount', 'HostKind'],
    ],
  },
  {
    type: 'WatchEvent',
    columns: [moment('At'), column('Kind', 14), 'Text'],
    wrap: true,
    properties: ['At', 'Kind', 'From', 'To', 'Text', 'HostKind'],
  },
  { type: 'WatchedPort', columns: [column('Port', 9), column('State', 10), 'Holder'] },
  {
    type: 'SupportBundle',
    columns: [count('Replaced'), count('Unread'), 'Path'],
  },
  { type: 'Replacement', columns: [column('Kind', 24), number('Count', 6)] },
  {
    type: 'SimulatedMachine',
    columns: [column('Locale', 6), number('Boots', 5), column('DynamicPortRange', 16), 'State'],
    properties: [
      ...['State', 'Locale', 'Seed', 'DynamicPortRange', 'IsElevated', 'Boots', 'RestartPending', 'HostKind'],
    ],
  },
  {
    type: 'ContainerDiagnosis',
    columns: [column('Name', 20), column('Status', 10), column('Outcome', 12), 'Summary'],
    wrap: true,
  },
  { type: 'MachineDiagnosis', columns: [count('Finding'), count('Remedy'), 'HostKind'] },
  {
    type: 'Finding',
    columns: [column('Code', 30), 'Text'],
    wrap: true,
    properties: ['Code', 'Level', 'Text'],
  },
  { type: 'Remedy', columns: [column('Title', 38), 'Command'], wrap: true },
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
    // The id begins with the moment, and names the scenario.
    columns: [column('Status', 17), column('CanBeUndone', 11), 'RunId'],
    wrap: true,
  },
  { type: 'RunStep', columns: [column('State', 12), column('Kind', 8), 'Id'] },
  { type: 'RunEvent', columns: [moment('At'), column('Type', 18), 'StepId'] },
  {
    type: 'Scenario',
    columns: [column('Name', 24), column('Command', 25), 'Title'],
    wrap: true,
  },
  {
    type: 'ScenarioParameter',
    columns: [column('Name', 12), column('Type', 8), column('Mandatory', 9), column('Default', 10), 'Help'],
    wrap: true,
    properties: ['Name', 'Type', 'Mandatory', 'Default', 'Choice', 'Help'],
  },
  {
    type: 'ScenarioTest',
    columns: [column('Passed', 6), { label: 'Machine', script: TRIED }],
    wrap: true,
    groupBy: 'Scenario',
    properties: ['Scenario', 'Machine', 'Passed', 'Message', 'DurationMs'],
  },
];
