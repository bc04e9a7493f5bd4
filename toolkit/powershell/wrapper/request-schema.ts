import { z } from 'zod';
import { MAX_PORT } from '../../ports/port-range.ts';
import { MOST_BOOTS } from '../../simulation/most-boots.ts';
import { PLACEMENTS } from '../../simulation/simulate-boots.ts';

/** Which machine: the same three words as `--host`, `--system-root` and `--state`. */
const machine = z.strictObject({
  kind: z.enum(['auto', 'windows', 'linux', 'simulated']),
  systemRoot: z.string().optional(),
  state: z.string().optional(),
});
const schemaVersion = z.literal(1);
const common = { schemaVersion, host: machine };
const parameters = z.record(z.string(), z.unknown());
const protocol = z.enum(['tcp', 'udp']);
const seed = z.int().min(0).max(999_999_999);
/** Of one command. */
const MOST_WORDS = 64;
/** They are read at the same time. */
const MOST_READS = 256;

/** What somebody agreed to: the change is made only while the machine still is as that plan saw it. */
const approved = z.strictObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });

const run = z.strictObject({
  ...common,
  action: z.literal('run'),
  scenario: z.string(),
  parameters,
  approved: approved.optional().describe('Absent: the plan is sent, and an answer awaited'),
});
const continuation = z.strictObject({
  ...common,
  action: z.enum(['resume', 'rollback']),
  run: z.string().optional().describe('Absent: the newest that can be'),
  approved: z.boolean().default(false),
  preview: z.boolean().default(false).describe('Only say what would be done'),
});

const ports = z.array(z.string()).describe('None: the whole machine');
const pasted = z.string().optional().describe('Pasted output to read instead of a machine');
const path = z.string().min(1);
const paths = z.array(path).min(1);

/** What is told of a machine beside its diagnosis, and what is written into a file of the person's own. */
const reports = [
  z.strictObject({
    ...common,
    action: z.literal('suggest'),
    count: z.int().min(1).max(MAX_PORT),
    near: z.int().min(1).max(MAX_PORT).optional(),
    consecutive: z.boolean(),
    protocol,
    text: pasted,
  }),
  z.strictObject({
    ...common,
    action: z.literal('map'),
    ports,
    text: pasted,
    file: path.describe('Its ending says whether it is a page or a picture'),
  }),
  z.strictObject({ ...common, action: z.literal('support'), ports, text: pasted, file: path }),
  z.strictObject({ schemaVersion, action: z.literal('report'), run: z.string(), file: path }),
  /** Answered with messages until it is cancelled, until nobody listens, or until so many changes were seen. */
  z.strictObject({
    ...common,
    action: z.literal('watch'),
    ports,
    intervalSeconds: z.int().min(1).max(86_400),
    count: z.int().min(1).optional(),
  }),
] as const;

const stateFile = { schemaVersion, state: path };

const simulations = [
  z.strictObject({
    ...common,
    action: z.literal('simulate-boots'),
    ports: z.array(z.string()).describe('None: those of development tools'),
    text: pasted,
    boots: z.int().min(1).max(MOST_BOOTS),
    seed,
    placement: z.enum(PLACEMENTS),
  }),
  z.strictObject({
    ...stateFile,
    action: z.literal('create-machine'),
    seed,
    locale: z.string(),
    dynamicPortRange: z.string().describe('For example 1024+64511'),
    noHyperV: z.boolean(),
    notElevated: z.boolean(),
    blocksOn: z.array(z.string()).describe('tcp ports that a block of winnat covers'),
    faults: z.array(z.string()).describe('Each as JSON'),
  }),
  z.strictObject({ ...stateFile, action: z.literal('reboot-machine') }),
] as const;

/** What the PowerShell module may ask of the command line: one JSON document on standard input. */
export const requestSchema = z.discriminatedUnion('action', [
  z.strictObject({ ...common, action: z.literal('plan'), scenario: z.string(), parameters }),
  run,
  continuation,
  z.strictObject({
    ...common,
    action: z.literal('diagnose'),
    ports,
    container: z.string().optional(),
    text: pasted,
    error: z.string().optional().describe('What a program said when it could not bind'),
    compose: paths.optional().describe('Compose files whose ports are asked about too'),
    envFiles: paths.optional(),
    profiles: z.array(z.string()).optional(),
    folder: z
      .string()
      .optional()
      .describe('Where relative paths begin, and whose project is looked at where nothing is asked about'),
    noProject: z.boolean().default(false),
  }),
  ...reports,
  ...simulations,
  z.strictObject({
    ...common,
    action: z.literal('excluded-port-ranges'),
    protocols: z.array(protocol).min(1),
    store: z.enum(['active', 'persistent']),
  }),
  z.strictObject({ ...common, action: z.literal('dynamic-port-ranges') }),
  z.strictObject({ schemaVersion, action: z.literal('parse'), text: z.string() }),
  z.strictObject({
    schemaVersion,
    action: z.literal('runs'),
    hostKind: z.enum(['windows', 'linux', 'simulated']).optional(),
    machine: z.string().optional(),
  }),
  z.strictObject({ schemaVersion, action: z.literal('show'), run: z.string() }),
  z.strictObject({
    schemaVersion,
    action: z.literal('test'),
    scenarios: z.array(z.string()).describe('None: every built-in one'),
    selfCheck: z.boolean(),
  }),
  /** For completion and for the verification of machines that PowerShell cannot read itself. Only reads are answered. */
  z.strictObject({
    ...common,
    action: z.literal('observe'),
    commands: z
      .array(z.strictObject({ file: z.string(), args: z.array(z.string()).max(MOST_WORDS) }))
      .max(MOST_READS),
    questions: z
      .array(z.strictObject({ name: z.string(), question: z.record(z.string(), z.unknown()) }))
      .max(MOST_READS),
    files: z
      .array(z.string().regex(/[\\/]\.wslconfig$/, 'only the settings of WSL are read'))
      .max(MOST_READS)
      .default([]),
  }),
]);

export type WrapperRequest = z.output<typeof requestSchema>;
export type WrapperAction = WrapperRequest['action'];
/** The request of one action; `resume` and `rollback` have the same. */
export type RequestOf<Action extends WrapperAction, Request = WrapperRequest> = Request extends {
  readonly action: infer Known;
}
  ? Action extends Known
    ? Request
    : never
  : never;

/** How the elevated side of a call is told what to do: the text of one file, whose hash stands on its command line. */
export const elevatedRequestSchema = z.strictObject({
  schemaVersion,
  id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Random, used once; names the folder of the answer'),
  createdAt: z.iso.datetime(),
  node: z.string().describe('Absolute path'),
  runner: z.string().describe('Absolute path of portwright.cjs'),
  request: z
    .discriminatedUnion('action', [
      // A built-in one: a file of the user's own, which anybody may have written, gets no rights it was not started with.
      run.required({ approved: true }).extend({ scenario: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/) }),
      continuation.extend({ approved: z.literal(true) }),
    ])
    .describe('Approved already: nobody can be asked on the elevated side'),
});

export type ElevatedRequest = z.output<typeof elevatedRequestSchema>;
