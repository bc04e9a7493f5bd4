import { z } from 'zod';
import { CAUSES } from '../../diagnosis/cause.ts';
import { VERDICTS } from '../../diagnosis/verdict.ts';
import type { Immutable } from './immutable.ts';
import { family, port, portSource, protocol, rowOrigin, schemaVersion, span } from './shared-schema.ts';

const confidence = z.enum(['high', 'medium', 'low']);
const origin = rowOrigin.describe(
  'Who is believed to have taken the range; judged by size, place and neighbours',
);

const remedy = z.object({
  title: z.string(),
  command: z.string().describe('Runnable as it stands; one command a line'),
  disturbs: z.string().describe('Who is hit; `nothing` where nobody is'),
  lasts: z.string().describe('How long it helps'),
  page: z
    .string()
    .describe('The page that explains it, within the package; `portwright explain` prints it by its name'),
});

const cause = z
  .enum(CAUSES)
  .describe('What the verdict comes from, finer than it. Stable: match this, not the text');
const evidence = z.array(
  z.object({ code: z.string().describe('Stable: match this, not the text'), text: z.string() }),
);

const share = {
  probability: z.number().min(0).max(1),
  low: z.number().min(0).max(1).describe('Lower end of the 95 % interval'),
  high: z.number().min(0).max(1).describe('Upper end of the 95 % interval'),
};

const estimate = z.object({
  ...share,
  boots: z.int().min(1).describe('How many boots were simulated'),
  assumptions: z.string().describe('A clause that follows `assuming that`'),
  afterFirstRemedy: z.object(share).optional(),
});

const portDiagnosis = z.object({
  port,
  protocol,
  sources: z.array(portSource).describe('Every place that names the port; at least one'),
  verdict: z.enum(VERDICTS),
  cause,
  confidence,
  summary: z.string().describe('The verdict in one sentence'),
  block: z
    .object({ ...span, administered: z.boolean(), origin })
    .optional()
    .describe('The excluded range that holds the port'),
  estimate: estimate
    .optional()
    .describe(
      'A model’s estimate that a block falls on the port at a boot; only where the verdict is at-risk',
    ),
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

const wsl = z.object({
  networkingMode: z
    .string()
    .optional()
    .describe('As .wslconfig asks for it, in lower case; absent: it names none'),
  activeMode: z.string().optional().describe('What WSL runs in; absent while it is stopped or does not tell'),
  running: z
    .array(z.string())
    .optional()
    .describe('Distributions that run; empty while WSL is stopped; absent where nobody looked'),
  natNetwork: z.string().optional().describe('The network of NAT mode: 172.19.128.0/20'),
  address: z.string().optional().describe('Where Linux is reached in that network'),
  hnsNetwork: z
    .object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      subnet: z.string().optional(),
      gateway: z.string().optional(),
    })
    .optional()
    .describe('The same network as the Host Network Service has it, where hnsdiag tells'),
  localPortRange: z
    .object(span)
    .optional()
    .describe('Ports that Linux hands out; in mirrored mode WSL’s block'),
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
  wsl: wsl.optional().describe('How WSL is networked, as far as it was looked at; reading it starts nothing'),
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
