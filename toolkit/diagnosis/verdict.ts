import type { Confidence } from './origin.ts';
import { isWildcard, type PortFacts } from './port-facts.ts';

/** What is the matter with a port. Strongest first: where several hold, the first one is the verdict. */
export const VERDICTS = [
  /** Something needed could not be read. */
  'unknown',
  /** A program serves it. */
  'listening',
  /** It lies in a block without a star: only the block's owner can bind it, others get error 10013. */
  'reserved',
  /** It lies in the block that WSL's mirrored networking took. */
  'mirrored-block',
  /** Binding is refused and no table says why. */
  'other-cause',
  /** A container is up and should publish it, and does not. */
  'unpublished',
  /** It is administered, and Docker runs Windows containers, which refuse administered ports. */
  'excluded-blocks-windows-containers',
  /** It is administered: Windows never hands it out, and a program that asks for it gets it. */
  'excluded',
  /** Free now, inside the range Windows hands out. */
  'at-risk',
  'free',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly verdict: Verdict;
  readonly confidence: Confidence;
}

/** WSAEACCES: what a reserved block answers. */
export const WSAEACCES = 10013;
/** WSAEADDRINUSE: what a socket of another program answers. */
export const WSAEADDRINUSE = 10048;

/**
 * Decides the verdict. Pure.
 *
 * `free` and `at-risk` need the exclusion table, the dynamic port range, and either the sockets or a successful exclusive
 * bind of a wildcard address. A refusal that only Docker reports does not say when it was, hence its low confidence.
 */
export function judge(facts: PortFacts): Judgement {
  if (facts.table === undefined) return { verdict: 'unknown', confidence: 'low' };
  if (facts.listeners !== undefined && facts.listeners.length > 0) return listening(facts);
  if (facts.block !== undefined && !facts.block.administered) return reserved(facts);
  if (facts.refused !== undefined && (facts.block !== undefined || facts.isTableWhole)) {
    return { verdict: 'other-cause', confidence: facts.listeners === undefined ? 'low' : 'medium' };
  }
  if (facts.container?.state === 'unpublished') return { verdict: 'unpublished', confidence: 'high' };
  if (facts.block !== undefined) return excluded(facts);
  if (!facts.isTableWhole || facts.dynamic.length === 0 || !isLivenessKnown(facts)) {
    return { verdict: 'unknown', confidence: 'low' };
  }
  if (facts.dockerErrors.length > 0) return { verdict: 'other-cause', confidence: 'low' };
  return {
    verdict: facts.insideDynamic === undefined ? 'free' : 'at-risk',
    confidence: facts.bound === undefined ? 'medium' : 'high',
  };
}

/** Whether it is known if some program holds the port right now. */
export function isLivenessKnown({ listeners, bound }: Pick<PortFacts, 'listeners' | 'bound'>): boolean {
  return listeners !== undefined || bound !== undefined;
}

/** A wildcard and a specific address may share a port on Windows, so a listener on one address is not the whole answer. */
function listening({ listeners, refused, bound }: PortFacts): Judgement {
  if (bound !== undefined) return { verdict: 'listening', confidence: 'low' };
  const everywhere = listeners?.some(({ localAddress }) => isWildcard(localAddress)) ?? false;
  return { verdict: 'listening', confidence: everywhere || refused !== undefined ? 'high' : 'medium' };
}

function reserved({ origin, refused, bound, listeners }: PortFacts): Judgement {
  const verdict = origin?.origin === 'wsl-mirrored' ? 'mirrored-block' : 'reserved';
  if (bound !== undefined) return { verdict, confidence: 'low' };
  const seenTwice = refused?.socketError === WSAEACCES;
  return { verdict, confidence: seenTwice || listeners !== undefined ? 'high' : 'medium' };
}

function excluded({ snapshot, bound }: PortFacts): Judgement {
  const blocksContainers = snapshot.docker?.osType === 'windows';
  return {
    verdict: blocksContainers ? 'excluded-blocks-windows-containers' : 'excluded',
    confidence: bound === undefined && !blocksContainers ? 'medium' : 'high',
  };
}
