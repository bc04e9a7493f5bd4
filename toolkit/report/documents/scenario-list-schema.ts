import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion } from './shared-schema.ts';

const scenarioParameter = z.object({
  parameter: z.string().describe('Its name in a scenario file and in a request'),
  flag: z.string().describe('Its name on the command line'),
  type: z.enum(['string', 'integer', 'boolean', 'list']),
  required: z.boolean(),
  choices: z.array(z.string()).optional(),
  defaultValue: z.unknown().optional(),
  description: z.string(),
});

/** What `portwright scenarios --json` prints. */
export const scenarioListSchema = z
  .object({
    schemaVersion,
    scenarios: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        summary: z.string(),
        platform: z.string().describe('The kind of machine it is for'),
        parameters: z.array(scenarioParameter),
      }),
    ),
  })
  .describe('The built-in scenarios, as `portwright scenarios --json` prints them');

export type ScenarioListDocument = Immutable<z.output<typeof scenarioListSchema>>;
