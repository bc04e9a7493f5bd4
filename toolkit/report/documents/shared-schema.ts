import { z } from 'zod';
import { PORT_SOURCE_KINDS } from '../../diagnosis/port-source.ts';

export const port = z.int().min(1).max(65535);
export const protocol = z.enum(['tcp', 'udp']);
export const family = z.enum(['ipv4', 'ipv6']);
/** Where the answers came from: a document says it, so that a simulated cure is never taken for a real one. */
export const hostKind = z.enum(['windows', 'linux', 'simulated']);
/** The same, or text that somebody pasted. */
export const snapshotKind = z.enum(['windows', 'linux', 'simulated', 'paste']);
/** Consecutive ports, both ends in. */
export const span = { startPort: port, numberOfPorts: z.int().min(1).max(65535) };

/** Who is believed to have taken a row of the exclusion table. */
export const rowOrigin = z.enum([
  'administered',
  'hns',
  'winnat',
  'hns-load-balancer',
  'http.sys',
  'wsl-mirrored',
  'persistent-reservation',
  'windows-container',
  'unknown',
]);

export const change = z.object({
  action: z.enum(['add', 'change', 'remove', 'cycle']),
  what: z.string().describe('What is changed and how, in one line'),
  notes: z.array(z.string()).optional().describe('What it disturbs, or who is hit'),
});

export const schemaVersion = z
  .literal(1)
  .describe('Raised when a document of this kind is no longer compatible');

/** Where a port was found. */
export const portSource = z.object({
  kind: z.enum(PORT_SOURCE_KINDS),
  file: z.string().optional(),
  service: z
    .string()
    .optional()
    .describe('The service of a compose file, the profile of launch settings, or the container'),
  address: z
    .string()
    .optional()
    .describe('The address to bind, as written; every address where none is named'),
  text: z.string().describe('What stands there'),
});
