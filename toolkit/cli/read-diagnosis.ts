import type { AskedPort } from '../diagnosis/asked-port.ts';
import { type Diagnosis, diagnose } from '../diagnosis/diagnose.ts';
import { portsOfErrors } from '../diagnosis/named-ports.ts';
import { joinAskedPorts } from '../diagnosis/port-source.ts';
import { emptySnapshot, type Snapshot } from '../diagnosis/snapshot.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { refuseComposeOptionsAlone } from './compose-options.ts';
import type { ComposeOptions } from './find-project-ports.ts';
import type { HostOptions } from './host-options.ts';
import type { GivenError } from './read-given-error.ts';
import type { Terminal } from './terminal.ts';

/** Where the evidence of a diagnosis comes from. */
export interface EvidenceOptions extends HostOptions, ComposeOptions {
  readonly from?: string;
  readonly container?: string;
  readonly error?: string;
  readonly compose?: readonly string[];
  /** @defaultValue true */
  readonly project?: boolean;
}

/** Finds ports in files; the host is absent where there is only a paste. */
type FindPorts = (host?: Host) => Promise<readonly AskedPort[]>;

/**
 * Diagnoses the ports that were typed, and those that an error text or compose files name. Where nothing at all is asked about,
 * the machine is looked at as a whole, with the ports of its containers and of the project around the working folder.
 *
 * What an option needs is loaded only with that option.
 */
export async function readDiagnosis(
  typed: readonly AskedPort[],
  options: EvidenceOptions,
  terminal: Terminal,
): Promise<Diagnosis> {
  const wholeMachine = isNothingAsked(typed, options);
  const given = await readError(options, terminal);
  const find = await (wholeMachine ? projectFinder(options, terminal) : composeFinder(options, terminal));
  let asked: readonly AskedPort[] = joinAskedPorts([...typed, ...portsOfErrors(given ?? {})]);
  const complete = async (host?: Host) => {
    if (find !== undefined) asked = joinAskedPorts([...asked, ...(await find(host))]);
    return asked;
  };
  const snapshot = await readSnapshotFor(complete, { ...options, wholeMachine }, terminal);
  const { container } = options;
  const evidence = given === undefined ? snapshot : withError(snapshot, given);
  const question = { wholeMachine, ...(container !== undefined && { container }) };
  const diagnosis = diagnose(evidence, asked, question);
  const atRisk = portsAtRisk(diagnosis);
  if (atRisk.length === 0) return diagnosis;
  const { sharedBootRisk } = await import('../simulation/boot-risk.ts');
  return diagnose(evidence, asked, { ...question, risk: sharedBootRisk(atRisk) });
}

function portsAtRisk({ ports, container }: Diagnosis): AskedPort[] {
  return [...ports, ...(container?.ports ?? [])].filter(({ verdict }) => verdict === 'at-risk');
}

function isNothingAsked(
  typed: readonly AskedPort[],
  { from, container, error, compose }: EvidenceOptions,
): boolean {
  return typed.length === 0 && [from, container, error, compose].every((option) => option === undefined);
}

async function readError(
  { error, from }: EvidenceOptions,
  terminal: Terminal,
): Promise<GivenError | undefined> {
  if (error === undefined) return undefined;
  if (error === '-' && from === '-') {
    throw new ToolkitError(
      'input.invalid-argument',
      '--error - and --from - cannot both read standard input',
      {
        remedy: 'give one of them as a file or as text',
      },
    );
  }
  const { readGivenError } = await import('./read-given-error.ts');
  return readGivenError(error, terminal);
}

async function composeFinder(options: EvidenceOptions, terminal: Terminal): Promise<FindPorts | undefined> {
  const { compose: files, composeEnv, profile } = options;
  if (files === undefined) {
    refuseComposeOptionsAlone(options);
    return undefined;
  }
  const { findComposePorts } = await import('./find-compose-ports.ts');
  return (host) => findComposePorts({ files, composeEnv, profile, host }, terminal);
}

async function projectFinder(options: EvidenceOptions, terminal: Terminal): Promise<FindPorts | undefined> {
  if (options.project === false) return undefined;
  const { findProjectPorts, projectAround } = await import('./find-project-ports.ts');
  const files = projectAround(terminal);
  if (Object.values(files).every((paths) => paths.length === 0)) return undefined;
  const { composeEnv, profile } = options;
  return (host) => findProjectPorts(files, { composeEnv, profile, host }, terminal);
}

async function readSnapshotFor(
  complete: (host?: Host) => Promise<readonly AskedPort[]>,
  options: EvidenceOptions & { readonly wholeMachine: boolean },
  terminal: Terminal,
): Promise<Snapshot> {
  const { from, error, container, wholeMachine } = options;
  if (from !== undefined) {
    const [{ readPastedText }, { snapshotFromPaste }] = await Promise.all([
      import('./read-pasted-text.ts'),
      import('../diagnosis/snapshot-from-paste.ts'),
    ]);
    await complete();
    return snapshotFromPaste(await readPastedText(from, terminal));
  }
  if (error !== undefined && !hasMachine(options, terminal)) {
    await complete();
    return emptySnapshot({ kind: 'paste' });
  }
  const { readMachine } = await import('./read-machine.ts');
  const request = async (host: Host) => {
    const ports = await complete(host);
    return { ports, wholeMachine, ...(container !== undefined && { container }) };
  };
  return readMachine(request, options, terminal);
}

/** An error text can be read anywhere: where there is no Windows to ask, it is all there is. */
function hasMachine({ host }: HostOptions, { platform }: Terminal): boolean {
  return host !== 'auto' || platform === 'win32';
}

function withError(snapshot: Snapshot, { bindErrors, troubles }: GivenError): Snapshot {
  return {
    ...snapshot,
    bindErrors: [...(snapshot.bindErrors ?? []), ...bindErrors],
    troubles: [...(snapshot.troubles ?? []), ...troubles],
  };
}
