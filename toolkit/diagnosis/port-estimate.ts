import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { runsWindowsContainers } from './block-remedies.ts';
import type { Estimate, RiskInput, RiskModel, Share } from './estimate.ts';
import { lastingRows } from './lasting-rows.ts';
import type { PortFacts } from './port-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** A model's estimate for one port, as things are and after the first remedy. */
export interface PortEstimate extends Estimate {
  /** Absent where there is no remedy. */
  readonly afterFirstRemedy?: Share;
}

/**
 * Asks a model how often a block falls on a port at a boot.
 *
 * @param hasRemedy - Whether the diagnosis names one: it keeps the port, or moves the dynamic port range.
 * @returns undefined where the port is in no range that blocks are drawn from, or the table was not read.
 */
export function estimatePort(
  facts: PortFacts,
  model: RiskModel,
  hasRemedy: boolean,
): PortEstimate | undefined {
  const { insideDynamic: dynamicPortRange, table, snapshot, protocol, port } = facts;
  if (dynamicPortRange === undefined || table === undefined) return undefined;
  const occupied = lastingRows(snapshot, protocol);
  const ground: RiskInput = { protocol, dynamicPortRange, occupied, ports: [port] };
  const now = model(ground).get(port);
  if (now === undefined || !hasRemedy) return now;
  return { ...now, afterFirstRemedy: afterRemedy(ground, model, snapshot) };
}

/** Blocks are drawn round an administered row, whatever the model. */
const NONE: Share = { probability: 0, low: 0, high: 0 };

function afterRemedy(ground: RiskInput, model: RiskModel, snapshot: Snapshot): Share {
  if (!runsWindowsContainers(snapshot)) return NONE;
  const [after = NONE] = model({ ...ground, dynamicPortRange: IANA_DYNAMIC_PORT_RANGE }).values();
  const { probability, low, high } = after;
  return { probability, low, high };
}
