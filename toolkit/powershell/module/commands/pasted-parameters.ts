import { z } from 'zod';
import type { Placement } from '../model/schema-parameters.ts';

/** For every read that takes a pasted output in place of a machine. */
export const pastedShape = {
  path: z
    .string()
    .optional()
    .describe(
      'File with a pasted output of netsh, netstat or Docker, in any language, to read in place of a machine',
    ),
  text: z.array(z.string()).optional().describe('The same as text: one string, or one for each line'),
};

/** They exclude the machine, and each other. */
export const pastedPlacements: Readonly<Record<'path' | 'text', Placement>> = {
  path: { sets: ['PastedFile'], mandatory: true, isPath: true },
  text: { name: 'InputText', sets: ['PastedText'], mandatory: true },
};

/** The same where `-Path` is the file that is written, about ports that may come by the pipeline. */
export const pastedIntoFilePlacements: Readonly<Record<'file' | 'ports' | 'path' | 'text', Placement>> = {
  file: { name: 'Path', position: 0, isPath: true },
  ports: { pipeline: 'collected' },
  ...pastedPlacements,
  path: { ...pastedPlacements.path, name: 'InputPath' },
};

/** The body's share of it. */
export const pasted = { path: 'path', text: 'text' } as const;
