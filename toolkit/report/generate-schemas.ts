import { z } from 'zod';
import { diagnosisSchema } from './documents/diagnosis-schema.ts';
import { errorSchema } from './documents/error-schema.ts';
import { explanationSchema } from './documents/explanation-schema.ts';
import { forecastSchema } from './documents/forecast-schema.ts';
import { mapSchema } from './documents/map-schema.ts';
import { planSchema } from './documents/plan-schema.ts';
import { runListSchema } from './documents/run-list-schema.ts';
import { runRecordSchema } from './documents/run-record-schema.ts';
import { runSchema } from './documents/run-schema.ts';
import { scenarioListSchema } from './documents/scenario-list-schema.ts';
import { scenarioTestsSchema, selfCheckSchema } from './documents/scenario-tests-schema.ts';
import { suggestionSchema } from './documents/suggestion-schema.ts';
import { supportSchema } from './documents/support-schema.ts';
import { watchEventSchema } from './documents/watch-event-schema.ts';
import { writtenReportSchema } from './documents/written-report-schema.ts';

/** A JSON Schema as a file. */
export interface SchemaFile {
  /** `diagnosis.v1.schema.json` */
  readonly name: string;
  readonly text: string;
}

const SCHEMAS = {
  diagnosis: diagnosisSchema,
  explanation: explanationSchema,
  error: errorSchema,
  map: mapSchema,
  forecast: forecastSchema,
  plan: planSchema,
  run: runSchema,
  'run-list': runListSchema,
  'run-record': runRecordSchema,
  'scenario-list': scenarioListSchema,
  'scenario-tests': scenarioTestsSchema,
  'self-check': selfCheckSchema,
  suggestion: suggestionSchema,
  support: supportSchema,
  'watch-event': watchEventSchema,
  'written-report': writtenReportSchema,
};

/**
 * Writes down the schemas of the documents others build on, as JSON Schema 2020-12.
 *
 * Properties may be added within a version, so none is forbidden; the same input gives the same text.
 */
export function generateSchemas(): SchemaFile[] {
  return Object.entries(SCHEMAS).map(([kind, schema]) => {
    const name = `${kind}.v1.schema.json`;
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
    return {
      name,
      text: `${JSON.stringify({ $schema, title: `Portwright ${kind}, version 1`, ...rest }, null, 2)}\n`,
    };
  });
}
