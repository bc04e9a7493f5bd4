import { z } from 'zod';
import { family, port, protocol, span } from './shared-schema.ts';

const container = z.string().describe('By name or id, as it was asked for');

const layer = z
  .enum(['host', 'hyper-v'])
  .describe('The firewall of Windows, or the Hyper-V firewall before WSL in mirrored mode');

/** One kind of `PromisedFact` for each kind: something anybody can compare with Windows. */
const promisedFact = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('excluded-port-range'),
      protocol,
      ...span,
      lasting: z.boolean().describe('In the persistent store too'),
    })
    .describe('Administered exclusions, one or several, cover every port of the span'),
  z
    .object({ kind: z.literal('no-excluded-port-range'), protocol, ...span })
    .describe('No row of exactly this span is listed, administered or not'),
  z
    .object({
      kind: z.literal('dynamic-port-range'),
      family,
      protocol,
      ...span,
      lasting: z.boolean().describe('The persistent store says the same'),
    })
    .describe('New ephemeral ports are drawn from the span'),
  z
    .object({ kind: z.literal('no-block-outside'), ...span })
    .describe('No block of winnat, tcp or udp, lies outside the span, not even in part'),
  z
    .object({ kind: z.literal('no-registry-value'), key: z.string(), name: z.string() })
    .describe('The key has no value of that name'),
  z
    .object({
      kind: z.literal('registry-value'),
      key: z.string(),
      name: z.string(),
      type: z.templateLiteral(['REG_', z.string()]),
      data: z.string().describe('As reg.exe prints it: 0xfffe for a REG_DWORD'),
    })
    .describe('The key has that value'),
  z
    .object({
      kind: z.literal('service-state'),
      service: z.string(),
      state: z.enum(['running', 'stopped']),
    })
    .describe('The service is in this state again, or still'),
  z
    .object({ kind: z.literal('firewall-rule'), layer, name: z.string(), protocol, port })
    .describe('An enabled inbound rule of that name lets the port in'),
  z
    .object({ kind: z.literal('no-firewall-rule'), layer, name: z.string() })
    .describe('There is no rule of that name'),
  z
    .object({
      kind: z.literal('wsl-networking-mode'),
      path: z.string(),
      mode: z.string().nullable().describe('In lower case; null: the file names none, or is not there'),
    })
    .describe('The .wslconfig of that path asks for that mode; WSL has it when it starts next'),
  z
    .object({ kind: z.literal('windows-feature'), featureName: z.string(), enabled: z.boolean() })
    .describe('The optional feature is enabled, or is not: where a restart is pending, after it'),
  z
    .object({ kind: z.literal('port-bindable'), protocol, ports: z.array(port) })
    .describe('Nobody holds the ports: an exclusive bind on 0.0.0.0 succeeds'),
  z
    .object({ kind: z.literal('container-serves'), container })
    .describe(
      'The container runs, Docker publishes every port it was asked for, a second bind gives 10048, Docker is the listener, and a tcp connection is accepted',
    ),
  z.object({ kind: z.literal('no-container'), container }).describe('Docker knows no container of that name'),
]);

export const stepPromise = z.object({ stepId: z.string(), fact: promisedFact });
