import { dirname, join } from 'node:path';
import { composeError } from './compose-error.ts';
import type { ComposeRequest, ReadText } from './compose-request.ts';
import { parseEnvFile, type Variables } from './env-file.ts';
import type { Lookup } from './interpolate.ts';

/**
 * Makes the look-up of a project's variables: the environment, then the env files, the last one first.
 *
 * @throws ToolkitError `input.invalid-compose` for a named env file that is missing or cannot be read.
 */
export async function readVariables(
  { files, envFiles, environment }: ComposeRequest,
  readText: ReadText,
): Promise<Lookup> {
  const set: Lookup = (name) => {
    const value: unknown = environment[name];
    // Every object has a `constructor`, and so has the environment.
    return typeof value === 'string' ? value : undefined;
  };
  const beside = join(dirname(files[0] ?? '.'), '.env');
  const variables: Variables[] = [];
  for (const file of envFiles ?? [beside]) {
    const text = await readText(file);
    if (text === undefined && envFiles !== undefined)
      throw composeError({ file }, 'there is no such env file');
    const before: Lookup = (name) => set(name) ?? lookUp(variables, name);
    if (text !== undefined) variables.push(parseEnvFile(text, file, before));
  }
  return (name) => set(name) ?? lookUp(variables, name);
}

function lookUp(variables: readonly Variables[], name: string): string | undefined {
  return variables.findLast((file) => Object.hasOwn(file, name))?.[name];
}
