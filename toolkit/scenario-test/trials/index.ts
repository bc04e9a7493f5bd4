import type { Trial } from '../trial.ts';
import { attributeBlocksTrial } from './attribute-blocks.ts';
import { fixTrial } from './fix.ts';
import { provisionTrial } from './provision-before-hyperv.ts';
import { releasePortsTrial } from './release-ports.ts';
import { reproduceTrial } from './reproduce-8065.ts';
import { reservePortsTrial } from './reserve-ports.ts';
import { resetIanaDynamicRangeTrial } from './reset-iana-dynamic-range.ts';
import { restartContainerTrial } from './restart-container.ts';
import { restartWinNatTrial } from './restart-winnat.ts';
import { wslMirroredTrial } from './wsl-mirrored.ts';
import { wslPortProxyTrial } from './wsl-portproxy.ts';

/** One trial for each built-in scenario, in the order the table shows them. */
export const TRIALS: readonly Trial[] = [
  fixTrial,
  reservePortsTrial,
  releasePortsTrial,
  resetIanaDynamicRangeTrial,
  restartWinNatTrial,
  restartContainerTrial,
  attributeBlocksTrial,
  reproduceTrial,
  provisionTrial,
  wslPortProxyTrial,
  wslMirroredTrial,
];

/** For a scenario of the user's own: only the general rules are tried, and what its steps promise. */
export function generalTrial(scenario: string, parameters: Readonly<Record<string, unknown>>): Trial {
  return { scenario, methods: ['given'], parameters: () => parameters, judge: () => [] };
}
