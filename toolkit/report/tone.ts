import type { Verdict } from '../diagnosis/verdict.ts';
import type { Colour } from './paint.ts';

/** Whether something is good news. */
export type Tone = 'good' | 'warn' | 'bad';

/** The tone of each verdict, in every report. */
export const TONES: Readonly<Record<Verdict, Tone>> = {
  free: 'good',
  excluded: 'good',
  'at-risk': 'warn',
  unknown: 'warn',
  unpublished: 'warn',
  listening: 'bad',
  reserved: 'bad',
  'mirrored-block': 'bad',
  'other-cause': 'bad',
  'excluded-blocks-windows-containers': 'bad',
};

/** The tones on a terminal. */
export const TONE_COLOURS: Readonly<Record<Tone, Colour>> = { good: 'green', warn: 'yellow', bad: 'red' };
