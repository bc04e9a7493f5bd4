import { z } from 'zod';
import { PesterRunnerError } from './errors.ts';
import { type PesterError, type PesterTest, ResultSchema } from './pester-run.ts';

const ErrorMessageSchema = z.object({ id: z.string(), message: z.string(), stack: z.string() });

/** Pester writes its words with a capital. */
const PesterResult = z
  .string()
  .transform((word) => word.charAt(0).toLowerCase() + word.slice(1))
  .pipe(ResultSchema);

const TestMessageSchema = z.object({
  container: z.string(),
  path: z.array(z.string()),
  file: z.string(),
  line: z.int(),
  result: PesterResult,
  durationMs: z.number(),
  errors: z.array(ErrorMessageSchema),
  tags: z.array(z.string()),
  wasSent: z.boolean(),
});

const BlockMessageSchema = z.object({
  container: z.string(),
  path: z.array(z.string()),
  file: z.string(),
  line: z.int(),
  errors: z.array(ErrorMessageSchema),
});

const ResultMessageSchema = z.object({
  type: z.literal('result'),
  durationMs: z.number(),
  containers: z.array(
    z.object({
      file: z.string(),
      result: PesterResult,
      durationMs: z.number(),
      errors: z.array(ErrorMessageSchema),
    }),
  ),
  failedBlocks: z.array(BlockMessageSchema),
  tests: z.array(TestMessageSchema),
  coverage: z
    .object({
      percent: z.number(),
      commandsAnalyzed: z.int(),
      commandsExecuted: z.int(),
      filesAnalyzed: z.int(),
    })
    .nullable(),
});

/** What the driver says, one JSON object a line. */
const MessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    powershell: z.object({ version: z.string(), edition: z.string() }),
    installed: z.array(z.object({ version: z.string(), path: z.string() })),
  }),
  z.object({ type: z.literal('notStreaming'), message: z.string() }),
  z.object({ type: z.literal('testStart'), path: z.array(z.string()), file: z.string(), line: z.int() }),
  z.object({ type: z.literal('testEnd'), test: TestMessageSchema }),
  z.object({
    type: z.literal('failure'),
    code: z.enum(['pester.unusable', 'pester.failed']),
    message: z.string(),
  }),
  ResultMessageSchema,
]);

export type DriverMessage = z.infer<typeof MessageSchema>;
export type HelloMessage = Extract<DriverMessage, { type: 'hello' }>;
export type ResultMessage = z.infer<typeof ResultMessageSchema>;
export type TestMessage = z.infer<typeof TestMessageSchema>;
type ErrorMessage = z.infer<typeof ErrorMessageSchema>;

/**
 * Reads one line of the driver.
 *
 * @throws {@link PesterRunnerError} `powershell.unrecognised-answer`
 */
export function parseMessage(line: string): DriverMessage {
  const fail = (cause: unknown): never => {
    const start = JSON.stringify(line.slice(0, 200));
    throw new PesterRunnerError(
      'powershell.unrecognised-answer',
      `the driver sent a line that is not understood: ${start}`,
      {
        cause,
      },
    );
  };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return fail(error);
  }
  const { data, error } = MessageSchema.safeParse(json);
  return data ?? fail(error);
}

/** Set-ItResult ends a test with an error record that has one of these ids. */
const NOT_A_FAILURE = /^PesterTest(?:Skipped|Inconclusive|Pending)\b/;
/** Pester's own words, which it does not translate: `is skipped, because INCONCLUSIVE: reason`. */
const BECAUSE = /^is \w+, because (?:(?:INCONCLUSIVE|PENDING): )?(.*)$/s;

/** A test as callers see it: the record that marks a skipped test is its reason, not an error. */
export function testFromMessage({ errors, wasSent: _, ...test }: TestMessage): PesterTest {
  const mark = errors.find(({ id }) => NOT_A_FAILURE.test(id));
  const because = BECAUSE.exec(mark?.message ?? '')?.[1] ?? null;
  return { ...test, errors: errorsFromMessage(errors.filter((error) => error !== mark)), because };
}

export function errorsFromMessage(errors: readonly ErrorMessage[]): PesterError[] {
  return errors.map(({ message, stack }) => ({ message, stack }));
}
