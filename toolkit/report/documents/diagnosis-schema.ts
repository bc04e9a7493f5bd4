import { z } from 'zod';
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
  disturbs: z.string().optional(),
  lasts: z.string().optional(),
});

const portDiagnosis = z.object({
  port,
  protocol,
  verdict: z.enum(VERDICTS),
  confidence,
  summary: z.string().describe('The verdict in one sentence'),
  block: z
    .object({ ...span, administered: z.boolean(), origin })
    .optional()
    .describe('The excluded range that holds the port'),
  evidence: z.array(
    z.object({ code: z.string().describe('Stable: match this, not the text'), text: z.string() }),
  ),
  remedies: z.array(remedy).describe('Best first'),
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

const machine = z.object({
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
    container: container.optional().describe('Only when a container was asked about'),
    machine: machine.optional().describe('Only when neither a port nor a container was asked about'),
  })
  .describe('A diagnosis of ports, as `portwright diagnose --json` prints it');

export type DiagnosisDocument = Immutable<z.output<typeof diagnosisSchema>>;
