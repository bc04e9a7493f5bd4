import { readFileSync } from 'node:fs';
import { type ZodType, z } from 'zod';
import { SCHEMA_FOLDER } from '../../toolkit/report/write-schemas.ts';

/** Reads a schema as other programs get it: from the file that is published. */
export function publishedSchema(name: string): ZodType {
  return z.fromJSONSchema(JSON.parse(readFileSync(new URL(`${name}.v1.schema.json`, SCHEMA_FOLDER), 'utf8')));
}
