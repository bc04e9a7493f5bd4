import { z } from 'zod';
import type { ParameterModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';

const machine = z.strictObject({
  hostKind: z
    .enum(['auto', 'windows', 'linux', 'simulated'])
    .default('auto')
    .describe(
      'Which machine to look at and to change: auto, windows and linux are this one, simulated is a Windows that exists in memory only',
    ),
  systemRoot: z
    .string()
    .optional()
    .describe(
      'Folder of stand-in executables to call in place of those of Windows; refused on Windows itself',
    ),
  state: z
    .string()
    .optional()
    .describe('File that keeps the simulated machine between calls; made when it is not there'),
});

/** The three that every command takes which looks at a machine. @param sets - The parameter sets they belong to; none means all. */
export function machineParameters(sets: readonly string[] = []): readonly ParameterModel[] {
  return schemaParameters(machine, {
    owner: 'every command',
    isMachine: true,
    placements: { hostKind: { sets }, systemRoot: { sets }, state: { sets } },
  });
}
