import type { PortRange } from '../ports/port-range.ts';
import type { AskedPort } from './asked-port.ts';
import type { Cause } from './cause.ts';
import { causeOf } from './cause-of.ts';
import type { RiskModel } from './estimate.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { diagnoseLinuxPort } from './linux/diagnose-linux-port.ts';
import type { Confidence, Origin } from './origin.ts';
import { estimatePort, type PortEstimate } from './port-estimate.ts';
import { portFacts } from './port-facts.ts';
import { type PortSource, sourcesOf } from './port-source.ts';
import { summaryOf } from './port-summary.ts';
import { type Remedy, remediesFor } from './remedies.ts';
import type { Snapshot } from './snapshot.ts';
import { PROCESS_NAMES } from './snapshot-part.ts';
import { judge, type Verdict } from './verdict.ts';

/** The row that holds a port, and who is believed to have taken it. */
export interface PortBlock extends PortRange {
  readonly administered: boolean;
  readonly origin: Origin;
}

export interface PortDiagnosis extends AskedPort {
  /** Who names the port; at least one. */
  readonly sources: readonly PortSource[];
  readonly verdict: Verdict;
  /** What it comes from, finer than the verdict; an `unknown` names what is known, or what kept it from being known. */
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** The verdict in one sentence. */
  readonly summary: string;
  /** The excluded range that holds the port; absent when none does, or none was read. */
  readonly block?: PortBlock;
  /** A model's estimate of how often a block falls on it at a boot; only where it is at risk, and a model was given. */
  readonly estimate?: PortEstimate;
  /** Every true fact, the decisive ones first: those that lost to a stronger verdict too. */
  readonly evidence: readonly Evidence[];
  /** Best first. Empty when nothing is wrong, or nothing can be done. */
  readonly remedies: readonly Remedy[];
}

export interface DiagnoseOptions {
  /** A model of where blocks fall; without it no probability is given. */
  readonly risk?: RiskModel;
}

/**
 * Diagnoses one port from what was read. Pure.
 *
 * @example
 * diagnosePort(await readSnapshot(host, { ports: [port] }), port).verdict; // 'reserved'
 */
export function diagnosePort(
  snapshot: Snapshot,
  asked: AskedPort,
  { risk }: DiagnoseOptions = {},
): PortDiagnosis {
  const facts = portFacts(snapshot, asked);
  if (snapshot.host.kind === 'linux') return diagnoseLinuxPort(facts);
  const { verdict, confidence } = judge(facts);
  const cause = causeOf(verdict, facts);
  const remedies = remediesFor(verdict, cause, facts);
  const estimate =
    verdict === 'at-risk' && risk !== undefined ? estimatePort(facts, risk, remedies.length > 0) : undefined;
  return {
    port: asked.port,
    protocol: asked.protocol,
    sources: sourcesOf(asked),
    verdict,
    cause,
    confidence: confidence === 'high' && isSecondHand(snapshot) ? 'medium' : confidence,
    summary: summaryOf(verdict, cause, facts),
    ...(facts.block && { block: { ...facts.block, origin: facts.origin?.origin ?? 'unknown' } }),
    ...(estimate && { estimate }),
    evidence: evidenceOf(facts, cause, estimate),
    remedies,
  };
}

/** Where PowerShell did not answer, less speaks for any verdict. */
function isSecondHand({ unread }: Snapshot): boolean {
  return unread.some(({ what }) => what === PROCESS_NAMES);
}
