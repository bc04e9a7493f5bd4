import { isWildcard, WSAEACCES } from './bind-probe.ts';
import type { Confidence } from './origin.ts';
import type { PortFacts } from './port-facts.ts';
import { isAnswer, saysHeld, verdictOfRefusal } from './refusal.ts';

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

/**
 * Decides the verdict. Pure.
 *
 * `free` and `at-risk` need the exclusion table, the dynamic port range, and either the sockets or a successful exclusive
 * bind of every address of the question. What a program was told does not say when it was, hence the low confidence of verdicts that
 * nothing else supports.
 */
export function judge(facts: PortFacts): Judgement {
  if (facts.table === undefined) return judgeWithoutTable(facts);
  const held = judgeHeld(facts) ?? judgeRefused(facts) ?? judgeContainer(facts) ?? judgeTold(facts);
  if (held !== undefined) return held;
  if (facts.block !== undefined) return excluded(facts);
  if (!isEverythingRead(facts)) return { verdict: 'unknown', confidence: 'low' };
  if (facts.refusals.length > 0) return { verdict: 'other-cause', confidence: 'low' };
  return {
    verdict: facts.insideDynamic === undefined ? 'free' : 'at-risk',
    confidence: facts.bound === undefined ? 'medium' : 'high',
  };
}

/**
 * Where the table could not be read nothing is certain. Where nobody gave one, Windows' own answer to a bind still says that
 * somebody has the port; over udp WSL's block is answered likewise (microsoft/WSL#12228).
 */
function judgeWithoutTable({ snapshot, refusals: [told], mirrored }: PortFacts): Judgement {
  const isUnread = snapshot.unread.some(({ what }) => what.startsWith('excluded port ranges'));
  const verdict = told === undefined || isUnread ? 'unknown' : verdictOfRefusal(told);
  return { verdict: verdict === 'listening' && mirrored !== 'none' ? 'unknown' : verdict, confidence: 'low' };
}

/** A socket or a block. */
function judgeHeld(facts: PortFacts): Judgement | undefined {
  if (facts.listeners !== undefined && facts.listeners.length > 0) return listening(facts);
  if (facts.block !== undefined && !facts.block.administered) return reserved(facts);
  return isInMirroredBlock(facts)
    ? { verdict: 'mirrored-block', confidence: facts.refused === undefined ? 'low' : 'medium' }
    : undefined;
}

/** netsh may not list WSL's block: its place says it, or a refusal that nothing else explains. */
function isInMirroredBlock(facts: PortFacts): boolean {
  const { mirrored, bound, refused, refusals, connections } = facts;
  if (bound !== undefined || connections.length > 0) return false;
  if (mirrored === 'inside') return true;
  return mirrored === 'unknown' && facts.isTableWhole && (refused !== undefined || refusals.length > 0);
}

/** A refusal seen now, or a connection that would cause one: no row of the table explains either. */
function judgeRefused(facts: PortFacts): Judgement | undefined {
  const { refused, bound, connections, block, isTableWhole, listeners } = facts;
  const isHeldByClient = connections.length > 0 && bound === undefined;
  if ((refused === undefined && !isHeldByClient) || (block === undefined && !isTableWhole)) return undefined;
  return { verdict: 'other-cause', confidence: listeners === undefined ? 'low' : 'medium' };
}

/** Docker says that a port is published, and nobody listens: one of the two is wrong. */
function judgeContainer({ container, bound, listeners }: PortFacts): Judgement | undefined {
  if (container?.state === 'unpublished') return { verdict: 'unpublished', confidence: 'high' };
  if (container?.state !== 'published') return undefined;
  if (bound !== undefined) return { verdict: 'unpublished', confidence: 'medium' };
  return { verdict: 'listening', confidence: listeners === undefined ? 'medium' : 'low' };
}

/** What a program was told, where nothing that was read outweighs it. */
function judgeTold(facts: PortFacts): Judgement | undefined {
  const { refusals, bound, listeners, block, wasReserved } = facts;
  const told = refusals.find(isAnswer) ?? refusals[0];
  if (told === undefined || bound !== undefined) return undefined;
  if (isAnswer(told)) return { verdict: 'other-cause', confidence: 'low' };
  const isSeenByDocker = told.class === 'allocated-by-container';
  if (saysHeld(told) && (listeners === undefined || isSeenByDocker))
    return { verdict: 'listening', confidence: 'low' };
  const isUnexplained = block !== undefined && listeners !== undefined && !wasReserved;
  return isUnexplained ? { verdict: 'other-cause', confidence: 'low' } : undefined;
}

/** What `free` needs. Where WSL's block may lie anywhere, only a bind shows that it is elsewhere. */
function isEverythingRead(facts: PortFacts): boolean {
  const isUnplaced = facts.mirrored === 'unknown' && facts.bound === undefined;
  return facts.isTableWhole && facts.dynamic.length > 0 && isLivenessKnown(facts) && !isUnplaced;
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

/** A block answers 10013; another answer does not speak against it, but does not speak for it either. */
function reserved({ origin, refused, bound, listeners, protocol }: PortFacts): Judgement {
  const isMirrored = origin?.origin === 'wsl-mirrored';
  const verdict = isMirrored ? 'mirrored-block' : 'reserved';
  if (bound !== undefined) return { verdict, confidence: 'low' };
  if (refused === undefined) return { verdict, confidence: listeners === undefined ? 'medium' : 'high' };
  const agrees = refused.socketError === WSAEACCES || (isMirrored && protocol === 'udp');
  return { verdict, confidence: agrees ? 'high' : 'medium' };
}

function excluded({ snapshot, bound }: PortFacts): Judgement {
  const blocksContainers = snapshot.docker?.osType === 'windows';
  return {
    verdict: blocksContainers ? 'excluded-blocks-windows-containers' : 'excluded',
    confidence: bound === undefined && !blocksContainers ? 'medium' : 'high',
  };
}
