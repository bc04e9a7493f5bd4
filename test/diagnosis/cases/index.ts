import { BLOCK_OWNERS } from './block-owners.ts';
import { CONTAINERS } from './containers.ts';
import { DOCKER_ERRORS } from './docker-errors.ts';
import { FREE_AND_AT_RISK } from './free-and-at-risk.ts';
import type { LabelledCase } from './labelled-case.ts';
import { LIVE_BLOCKS } from './live-blocks.ts';
import { LIVE_LISTENERS } from './live-listeners.ts';
import { MISREAD_ERRORS } from './misread-errors.ts';
import { NEAR_MISSES } from './near-misses.ts';
import { PASTE_WITH_ERROR } from './paste-with-error.ts';
import { PROGRAM_ERRORS } from './program-errors.ts';
import { UNCLEAR_ERRORS } from './unclear-errors.ts';
import { UNREADABLE_CASES } from './unreadable.ts';
import { WINNAT_BLOCKS } from './winnat-blocks.ts';

/** Every labelled case. The labels were written before the classifier saw them; a label changes only with its source. */
export const LABELLED_CASES: readonly LabelledCase[] = [
  ...WINNAT_BLOCKS,
  ...BLOCK_OWNERS,
  ...NEAR_MISSES,
  ...FREE_AND_AT_RISK,
  ...DOCKER_ERRORS,
  ...PROGRAM_ERRORS,
  ...UNCLEAR_ERRORS,
  ...MISREAD_ERRORS,
  ...PASTE_WITH_ERROR,
  ...LIVE_LISTENERS,
  ...LIVE_BLOCKS,
  ...CONTAINERS,
  ...UNREADABLE_CASES,
];
