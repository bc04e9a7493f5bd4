import { z } from 'zod';

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
});

/** What the PowerShell module may ask of the command line: one JSON document on standard input. */
export const requestSchema = z.discriminatedUnion('action', [
  z.strictObject({ ...common, action: z.literal('plan'), scenario: z.string(), parameters }),
  run,
  continuation,
  z.strictObject({
    ...common,
    action: z.literal('diagnose'),
    ports: z.array(z.string()).describe('None: the whole machine'),
    container: z.string().optional(),
    text: z.string().optional().describe('Pasted output to read instead of a machine'),
  }),
  z.strictObject({
    ...common,
    action: z.literal('excluded-port-ranges'),
    protocols: z.array(protocol).min(1),
    store: z.enum(['active', 'persistent']),
  }),
  z.strictObject({ ...common, action: z.literal('dynamic-port-ranges') }),
  z.strictObject({ schemaVersion, action: z.literal('parse'), text: z.string() }),
  z.strictObject({ schemaVersion, action: z.literal('runs') }),
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
