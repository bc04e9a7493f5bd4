import { z } from 'zod';

/** How a test or a file ended. `notRun`: a filter left it out. */
export const ResultSchema = z.enum(['passed', 'failed', 'skipped', 'inconclusive', 'notRun']);

const ErrorSchema = z.strictObject({
  message: z.string().describe('What the exception says, or how the assertion failed'),
  stack: z
    .string()
    .describe('Frames of PowerShell, innermost first, without those inside Pester; may be empty'),
});

/** One `It`; one for each row where it has `-ForEach`. */
export const TestSchema = z.strictObject({
  container: z.string().describe('The test file that was run: the `file` of its container'),
  path: z
    .array(z.string())
    .describe('Names of Describe, Context and It, outermost first, templates expanded'),
  file: z
    .string()
    .describe('Where it is written: an absolute path; not the container where that runs another script'),
  line: z.int().describe('Where the test begins in the file, from 1'),
  result: ResultSchema,
  durationMs: z.number(),
  errors: z
    .array(ErrorSchema)
    .describe('Why it failed. Empty where a failing block, or an exit statement, kept it from ending'),
  because: z.string().nullable().describe('The reason that Set-ItResult was given; null without one'),
  tags: z.array(z.string()).describe('Its own tags and those of its blocks'),
});

/** A `Describe` or `Context` whose own code failed: its body, `BeforeAll` or `AfterAll`. */
export const FailedBlockSchema = z.strictObject({
  container: z.string(),
  path: z.array(z.string()),
  file: z.string(),
  line: z.int(),
  errors: z.array(ErrorSchema),
});

/** One test file. */
export const ContainerSchema = z.strictObject({
  file: z.string(),
  result: ResultSchema,
  durationMs: z.number(),
  errors: z
    .array(ErrorSchema)
    .describe('Why the file itself failed: it does not parse, or throws in discovery'),
});

export const CoverageSchema = z.strictObject({
  percent: z.number().describe('Commands that were executed, of those analyzed: 0 to 100'),
  targetPercent: z.number().nullable(),
  commandsAnalyzed: z.int(),
  commandsExecuted: z.int(),
  filesAnalyzed: z.int(),
  outputFile: z
    .string()
    .nullable()
    .describe('The JaCoCo file that was written; null when none was asked for'),
});

/** Everything that is known of one run, as `--json` prints it. */
export const PesterRunSchema = z.strictObject({
  result: z
    .enum(['passed', 'failed'])
    .describe('failed: a test, a block or a file failed, or coverage is too low'),
  counts: z.strictObject({
    total: z.int(),
    passed: z.int(),
    failed: z.int(),
    skipped: z.int(),
    inconclusive: z.int(),
    notRun: z.int(),
    failedBlocks: z.int(),
    failedContainers: z.int(),
  }),
  durationMs: z.number(),
  powershell: z.strictObject({
    version: z.string(),
    edition: z.enum(['core', 'desktop']),
    executable: z.string(),
  }),
  pester: z.strictObject({ version: z.string(), path: z.string() }),
  containers: z.array(ContainerSchema),
  failedBlocks: z.array(FailedBlockSchema),
  tests: z.array(TestSchema).describe('In the order of the files and in the order within them'),
  coverage: CoverageSchema.nullable(),
});

export type Result = z.infer<typeof ResultSchema>;
export type PesterError = z.infer<typeof ErrorSchema>;
export type PesterTest = z.infer<typeof TestSchema>;
export type FailedBlock = z.infer<typeof FailedBlockSchema>;
export type PesterContainer = z.infer<typeof ContainerSchema>;
export type PesterCoverage = z.infer<typeof CoverageSchema>;
export type PesterRun = z.infer<typeof PesterRunSchema>;

/**
 * Why a test failed: its own errors, or those of the nearest block around it that failed and so kept it from running.
 *
 * @returns Empty for a test that did not fail.
 */
export function reasonsOf(
  test: PesterTest,
  { failedBlocks }: Pick<PesterRun, 'failedBlocks'>,
): PesterError[] {
  if (test.result !== 'failed' || test.errors.length > 0) return test.errors;
  const around = failedBlocks.filter(
    (block) =>
      block.container === test.container && block.path.every((name, depth) => name === test.path[depth]),
  );
  return around.reduce<FailedBlock | undefined>(deeper, undefined)?.errors ?? [];
}

function deeper(one: FailedBlock | undefined, other: FailedBlock): FailedBlock {
  return one !== undefined && one.path.length >= other.path.length ? one : other;
}
