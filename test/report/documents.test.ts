import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import { IANA_DYNAMIC_PORT_RANGE } from '../../toolkit/ports/iana.ts';
import { diagnosisDocument } from '../../toolkit/report/diagnosis-document.ts';
import { diagnosisSchema } from '../../toolkit/report/documents/diagnosis-schema.ts';
import { planSchema } from '../../toolkit/report/documents/plan-schema.ts';
import { runSchema } from '../../toolkit/report/documents/run-schema.ts';
import { generateSchemas } from '../../toolkit/report/generate-schemas.ts';
import { planDocument } from '../../toolkit/report/plan-document.ts';
import { runDocument } from '../../toolkit/report/run-document.ts';
import { SCHEMA_FOLDER } from '../../toolkit/report/write-schemas.ts';
import type { Plan } from '../../toolkit/scenario/plan.ts';
import type { PromisedFact, PromiseKind } from '../../toolkit/scenario/promised-fact.ts';
import type { RunSummary } from '../../toolkit/scenario/run-event.ts';
import { readMachine, rows, TCP_8065 } from '../diagnosis/snapshots.ts';

const proxy = { listenAddress: '0.0.0.0', listenPort: 8080, connectAddress: '172.20.0.2', connectPort: 80 };
const blocked = readMachine({ excludedPortRanges: { tcp: rows('8000-8099') }, portProxies: [proxy] });
const container = {
  id: 'a1',
  name: 'web',
  status: 'created',
  published: [],
  wanted: [{ hostIp: '', hostPort: 8065, containerPort: 80, protocol: 'tcp' as const }],
  error: 'listen tcp 0.0.0.0:8065: bind: forbidden',
};
const port = { startPort: 8065, numberOfPorts: 1 };
const change = { action: 'add', what: 'excluded port range tcp 8065', notes: ['n'] } as const;
/** One of each kind: the compiler names the kind that is missing here. */
const BY_KIND: { readonly [Kind in PromiseKind]: Extract<PromisedFact, { readonly kind: Kind }> } = {
  'excluded-port-range': { kind: 'excluded-port-range', protocol: 'tcp', lasting: true, ...port },
  'no-excluded-port-range': { kind: 'no-excluded-port-range', protocol: 'udp', ...port },
  'dynamic-port-range': {
    kind: 'dynamic-port-range',
    family: 'ipv6',
    protocol: 'tcp',
    lasting: false,
    ...IANA_DYNAMIC_PORT_RANGE,
  },
  'no-block-outside': { kind: 'no-block-outside', ...IANA_DYNAMIC_PORT_RANGE },
  'no-registry-value': { kind: 'no-registry-value', key: 'HKLM\\K', name: 'n' },
  'registry-value': { kind: 'registry-value', key: 'HKLM\\K', name: 'n', type: 'REG_DWORD', data: '0xfffe' },
  'service-state': { kind: 'service-state', service: 'winnat', state: 'running' },
  'firewall-rule': {
    kind: 'firewall-rule',
    layer: 'hyper-v',
    name: 'Portwright-8065-tcp',
    protocol: 'tcp',
    port: 8065,
  },
  'no-firewall-rule': { kind: 'no-firewall-rule', layer: 'host', name: 'Portwright-8065-tcp' },
  'wsl-networking-mode': { kind: 'wsl-networking-mode', path: 'C:\\Users\\me\\.wslconfig', mode: null },
  'windows-feature': { kind: 'windows-feature', featureName: 'Containers', enabled: true },
  'port-bindable': { kind: 'port-bindable', protocol: 'tcp', ports: [8065] },
  'container-serves': { kind: 'container-serves', container: 'web' },
  'no-container': { kind: 'no-container', container: 'web' },
};
const PROMISES = Object.values(BY_KIND);
const plan: Plan = {
  schemaVersion: 1,
  scenario: 'fix',
  title: 'Free blocked ports',
  parameters: { ports: ['8065'] },
  host: { kind: 'windows', machine: 'local' },
  steps: [
    {
      id: 's',
      title: 'S',
      kind: 'step',
      depth: 0,
      disposition: 'refused',
      changes: [change],
      notes: [],
      refusal: { reason: 'r', remedy: 'x' },
    },
  ],
  changes: [change],
  promises: PROMISES.map((fact) => ({ stepId: 's', fact })),
  fingerprint: 'f',
};
const run: RunSummary = {
  schemaVersion: 1,
  runId: 'r1',
  scenario: 'fix',
  title: 'Free blocked ports',
  host: { kind: 'simulated', machine: 'simulated' },
  outcome: 'done',
  steps: [{ id: 's', title: 'S', depth: 0, outcome: 'proved', detail: 'd', durationMs: 1.5 }],
  exitCode: 0,
  error: { code: 'host.timed-out', message: 'm', remedy: 'x' },
};

const DOCUMENTS = [
  ['diagnosis of a port', diagnosisSchema, diagnosisDocument(diagnose(blocked, [TCP_8065])), 'diagnosis'],
  ['diagnosis of a machine', diagnosisSchema, diagnosisDocument(diagnose(blocked, [])), 'diagnosis'],
  [
    'diagnosis of a container',
    diagnosisSchema,
    diagnosisDocument(diagnose({ ...blocked, containers: [container] }, [], { container: 'web' })),
    'diagnosis',
  ],
  [
    'diagnosis of a paste',
    diagnosisSchema,
    diagnosisDocument(diagnose(snapshotFromPaste('listen tcp 0.0.0.0:8065: bind: forbidden'), [])),
    'diagnosis',
  ],
  ['plan', planSchema, planDocument(plan), 'plan'],
  ['run', runSchema, runDocument(run), 'run'],
  ['run that was not begun', runSchema, runDocument({ ...run, runId: null, steps: [] }), 'run'],
] as const;

const published = (kind: string) =>
  JSON.parse(readFileSync(new URL(`${kind}.v1.schema.json`, SCHEMA_FOLDER), 'utf8'));

describe.each(DOCUMENTS)('the %s', (_name, schema, document, kind) => {
  const parsed: unknown = JSON.parse(JSON.stringify(document));

  test('fits its schema, which leaves nothing of it out', () => {
    expect(schema.parse(parsed)).toEqual(parsed);
  });

  test('fits the published JSON Schema', () => {
    expect(z.fromJSONSchema(published(kind)).safeParse(parsed).error).toBeUndefined();
  });

  test('does not fit without its first key', () => {
    const { schemaVersion: _, ...rest } = z.looseObject({}).parse(parsed);
    expect(z.fromJSONSchema(published(kind)).safeParse(rest).success).toBe(false);
  });
});

test('a diagnosis has the keys others build on', () => {
  const document = diagnosisDocument(diagnose(blocked, [TCP_8065]));
  expect(document).toMatchObject({
    schemaVersion: 1,
    host: { kind: 'windows' },
    snapshot: {
      excludedPortRanges: [
        { protocol: 'tcp', startPort: 8000, numberOfPorts: 100, administered: false, origin: 'winnat' },
      ],
      dynamicPortRanges: [
        { protocol: 'tcp', startPort: 49152, numberOfPorts: 16384 },
        { protocol: 'udp', startPort: 49152, numberOfPorts: 16384 },
      ],
      portProxies: [proxy],
    },
    ports: [{ port: 8065, protocol: 'tcp', verdict: 'reserved' }],
  });
});

test.each(generateSchemas())('the committed $name is what is generated', ({ name, text }) => {
  expect(readFileSync(new URL(name, SCHEMA_FOLDER), 'utf8')).toBe(text);
});

test('building a document loads no zod', () => {
  const builders = [
    'diagnosis-document',
    'plan-document',
    'run-document',
    'diagnosis-text',
    'plan-text',
    'run-text',
  ];
  const imports = builders.map(
    (name) =>
      `await import(${JSON.stringify(new URL(`../../toolkit/report/${name}.ts`, import.meta.url).href)});`,
  );
  const reader = new URL('../../toolkit/diagnosis/read-snapshot.ts', import.meta.url).href;
  const paste = new URL('../../toolkit/diagnosis/snapshot-from-paste.ts', import.meta.url).href;
  const script = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) { if (/^zod($|\\/)/.test(name)) throw new Error('zod is loaded'); return next(name, context); } });
${imports.join('\n')}
await import(${JSON.stringify(reader)});
await import(${JSON.stringify(paste)});
process.stdout.write('loaded');`;
  const node = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
  const printed = execFileSync(node, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(printed).toBe('loaded');
});
