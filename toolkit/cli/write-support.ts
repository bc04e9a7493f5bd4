import { existsSync, writeFileSync } from 'node:fs';
import { hostname, release } from 'node:os';
import { resolve } from 'node:path';
import { askedPorts } from '../diagnosis/asked-port.ts';
import { type Diagnosis, diagnose } from '../diagnosis/diagnose.ts';
import { readSnapshot } from '../diagnosis/read-snapshot.ts';
import { readSupport, type SupportReading } from '../diagnosis/read-support.ts';
import { snapshotFromPaste } from '../diagnosis/snapshot-from-paste.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { type PortSpec, parsePortSpecs } from '../ports/port-spec.ts';
import { diagnosisText } from '../report/diagnosis-text.ts';
import type { SupportDocument } from '../report/documents/support-schema.ts';
import { journalText } from '../report/journal-text.ts';
import { privateNames } from '../report/support/private-names.ts';
import { supportBundle } from '../report/support/support-bundle.ts';
import { listRuns } from '../scenario/run-store.ts';
import { shareReads } from '../scenario/share-reads.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import { VERSION } from '../version.ts';
import type { SupportOptions } from './commands/support.ts';
import { openHost } from './host-options.ts';
import { readPastedText } from './read-pasted-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * Shows a redacted bundle, asks, and writes it for its owner alone.
 *
 * @throws ToolkitError `input.invalid-argument` for a file that is there; `input.confirmation-required`; `run.declined`.
 */
export async function writeSupport(
  words: readonly string[],
  options: SupportOptions,
  terminal: Terminal,
): Promise<number> {
  const path = resolve(options.out);
  if (existsSync(path)) throw isThere(path);
  const evidence = await readEvidence(parsePortSpecs(words), options, terminal);
  const { text, replaced } = supportBundle(
    {
      ...evidence,
      facts: factsOf(evidence.diagnosed, terminal),
      diagnosis: diagnosisText(evidence.diagnosed),
      ...lastRunOf(terminal),
    },
    privateNames(terminal.environment, hostname()),
  );
  if (options.json !== true) terminal.print(text);
  await requireConsent(path, options, terminal);
  write(path, text);
  const unread = evidence.readings
    .filter(({ failure }) => failure !== undefined)
    .map(({ command }) => command);
  const { kind } = evidence.diagnosed.snapshot.host;
  const document: SupportDocument = { schemaVersion: 1, host: { kind }, path, replaced, unread, text };
  terminal.print(options.json === true ? JSON.stringify(document) : `wrote ${path}`);
  return 0;
}

interface Evidence {
  readonly diagnosed: Diagnosis;
  readonly readings: readonly SupportReading[];
  readonly pasted?: string;
}

async function readEvidence(
  specs: readonly PortSpec[],
  options: SupportOptions,
  terminal: Terminal,
): Promise<Evidence> {
  const ports = askedPorts(specs);
  if (options.from !== undefined) {
    const pasted = await readPastedText(options.from, terminal);
    return { diagnosed: diagnose(snapshotFromPaste(pasted), ports), readings: [], pasted };
  }
  const host = await openHost(options, terminal, 'look');
  try {
    const shared = shareReads(host);
    const [snapshot, readings] = await Promise.all([readSnapshot(shared, { ports }), readSupport(shared)]);
    return { diagnosed: diagnose(snapshot, ports), readings };
  } finally {
    await host.close();
  }
}

function factsOf({ snapshot }: Diagnosis, { platform }: Terminal): string[] {
  return [
    `Portwright ${VERSION}, Node ${process.version}`,
    `started on ${platform} ${release()} ${process.arch}`,
    `host: ${snapshot.host.kind}`,
  ];
}

function lastRunOf(terminal: Terminal): { readonly lastRun?: string } {
  const [newest] = listRuns(runStateDirectory(terminal)).runs;
  return newest === undefined ? {} : { lastRun: journalText(newest) };
}

async function requireConsent(path: string, options: SupportOptions, terminal: Terminal): Promise<void> {
  if (options.yes === true) return;
  if (!terminal.interactive) {
    throw new ToolkitError('input.confirmation-required', `${path} is written only when somebody agrees`, {
      remedy: 'Look at what was shown, and add --yes.',
    });
  }
  if (await terminal.confirm(`Write this to ${path}?`)) return;
  throw new ToolkitError('run.declined', 'declined: no file was written');
}

/** Made and never replaced, even where somebody makes it in this very moment. Windows heeds the folder's rights instead. */
function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') throw isThere(path);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('host.file-failed', `cannot write ${path}: ${why}`, { cause });
  }
}

function isThere(path: string): ToolkitError {
  return new ToolkitError('input.invalid-argument', `${path} is there already`, {
    remedy: 'Name another file with --out, or remove it.',
  });
}
