import type { Locale } from '../machine-state.ts';

/** One text of one language, and where it is known from. */
export interface MessageCell {
  /** `{name}` is filled in; lines end with CRLF inside a text of several lines, with nothing at its end. */
  readonly text: string;
  /** A short public provenance, `Guess`, or `not recorded` for filler words. */
  readonly source: string;
}

/** English is always there: where nothing is recorded it is a guess, and the shape that fillers copy. */
export type MessageRow = { readonly en: MessageCell } & { readonly [L in Locale]?: MessageCell };

/** Seen in outputs that people published. */
export const captured = (text: string): MessageCell => ({ text, source: 'public capture' });

/** Printed in the vendor's documentation, or in the sources the program is built from. */
export const documented = (text: string, where: string): MessageCell => ({ text, source: where });

/** What the program most likely says; nobody's capture of it was found. */
export const guess = (text: string): MessageCell => ({ text, source: 'Guess' });
