import { z } from 'zod';
import { CAUSES } from '../../diagnosis/cause.ts';
import { PORT_SOURCE_KINDS } from '../../diagnosis/port-source.ts';
import { VERDICTS } from '../../diagnosis/verdict.ts';
import type { Immutable } from './immutable.ts';
import { family, port, protocol, schemaVersion, span } from './shared-schema.ts';

const confidence = z.enum(['high', 'medium', 'low']);
const origin = z
  .enum([
    'administered',
    'hns',
    'winnat',
    'hns-load-balancer',
    'http.sys',
    'wsl-mirrored',
    'persistent-reservation',
    'windows-container',
    'unknown',
  ])
  .describe('Who is believed to have taken the range; judged by size, place and neighbours');

const remedy = z.object({
  title: z.string(),
  command: z.string().describe('Runnable as it stands; one command a line'),
  disturbs: z.string().describe('Who is hit; `nothing` where nobody is'),
  lasts: z.string().describe('How long it helps'),
});

const cause = z
  .enum(CAUSES)
  .describe('What the verdict comes from, finer than it. Stable: match this, not the text');
const evidence = z.array(
  z.object({ code: z.string().describe('Stable: match this, not the text'), text: z.string() }),
);

const source = z.object({
  kind: z.enum(PORT_SOURCE_KINDS),
  file: z.string().optional(),
  service: z
    .string()
    .optional()
    .describe('The service of a compose file, the profile of launch settings, or the container'),
  text: z.string().describe('What stands there'),
});

const portDiagnosis = z.object({
  port,
  protocol,
  sources: z.array(source).describe('Every place that names the port; at least one'),
  verdict: z.enum(VERDICTS),
  cause,
  confidence,
  summary: z.string().describe('The verdict in one sentence'),
  block: z
    .object({ ...span, administered: z.boolean(), origin })
    .optional()
    .describe('The excluded range that holds the port'),
  evidence,
  remedies: z.array(remedy).describe('Best first'),
});

const told = z.object({
  verdict: z.enum(VERDICTS),
  cause,
  confidence,
  summary: z.string(),
  evidence,
  remedies: z.array(remedy),
});

const snapshot = z.object({
  excludedPortRanges: z.array(
    z.object({
      protocol,
      ...span,
      administered: z.boolean().describe('The star: an explicit bind succeeds'),
      origin: origin.optional(),
    }),
  ),
  dynamicPortRanges: z.array(z.object({ family: family.optional(), protocol, ...span })),
  portProxies: z.array(
    z.object({
      listenAddress: z.string(),
      listenPort: port,
      connectAddress: z.string(),
      connectPort: port,
    }),
  ),
  read: z
    .array(z.string())
    .describe('Parts that were read: an empty list of a part that is not named here says nothing'),
  unread: z.array(
    z.object({
      what: z.string(),
      protocol: protocol.optional(),
      port: port.optional(),
      code: z.string(),
      message: z.string(),
    }),
  ),
  disagreements: z.array(z.object({ what: z.string(), said: z.array(z.string()) })),
});

const container = z.object({
  name: z.string(),
  status: z.string(),
  outcome: z.enum(['published', 'unpublished', 'blocked', 'startable', 'unknown']),
  summary: z.string(),
  dockerErrors: z.array(
    z.object({
      port,
      protocol,
      address: z.string(),
      cause: z.enum(['reserved', 'in-use', 'allocated-by-container', 'unknown']),
      message: z.string(),
    }),
  ),
  ports: z.array(portDiagnosis),
  remedies: z.array(remedy),
});

const error = z.object({
  class: z.enum(['forbidden', 'in-use', 'allocated-by-container', 'unknown']).describe('10013, 10048, …'),
  port: port.optional(),
  protocol: protocol.optional(),
  address: z.string().optional().describe('As printed, without brackets'),
  program: z.string().describe('What printed it, as far as its own way of writing tells'),
  message: z.string(),
});

const machine = z.object({
  cause: cause.optional().describe('What is wrong with the machine as a whole, where something is'),
  findings: z.array(z.object({ code: z.string(), level: z.enum(['note', 'trouble']), text: z.string() })),
  remedies: z.array(remedy),
});

/** What `portwright diagnose --json` prints. */
export const diagnosisSchema = z
  .object({
    schemaVersion,
    host: z.object({
      kind: z
        .enum(['windows', 'linux', 'simulated', 'paste'])
        .describe('Where the facts come from; a simulated machine is never a real one'),
    }),
    snapshot,
    ports: z.array(portDiagnosis),
    errors: z.array(error).optional().describe('What was read in error messages, where some were given'),
    told: z.array(told).optional().describe('Messages that belong to none of the ports'),
    container: container.optional().describe('Only when a container was asked about'),
    machine: machine
      .optional()
      .describe('Only when the machine as a whole was asked about, or nothing at all'),
  })
  .describe('A diagnosis of ports, as `portwright diagnose --json` prints it');

export type DiagnosisDocument = Immutable<z.output<typeof diagnosisSchema>>;
