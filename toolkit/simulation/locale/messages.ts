import { LOCALES, type Locale } from '../machine-state.ts';
import { fillerText } from './filler.ts';
import type { MessageCell, MessageRow } from './message-cell.ts';
import { NETSH_TEXTS } from './texts/netsh-texts.ts';
import { NETSH_USAGE_TEXTS } from './texts/netsh-usage-texts.ts';
import { SERVICE_TEXTS } from './texts/service-texts.ts';
import { SYSTEM_TEXTS } from './texts/system-texts.ts';
import { TOOL_TEXTS } from './texts/tool-texts.ts';

const TABLE = {
  ...NETSH_TEXTS,
  ...NETSH_USAGE_TEXTS,
  ...SERVICE_TEXTS,
  ...SYSTEM_TEXTS,
  ...TOOL_TEXTS,
} satisfies Record<string, MessageRow>;

export type MessageKey = keyof typeof TABLE;

/** Provenance of a cell that nobody's capture fills: its words are made up. */
export const NOT_RECORDED = 'not recorded';

/** Key of every text a simulated Windows prints in its display language. */
export const MESSAGE_KEYS: readonly MessageKey[] = Object.freeze(
  // Object.keys gives string[]; these are the table's own keys.
  Object.keys(TABLE) as MessageKey[],
);

/**
 * One cell of the table of messages.
 *
 * @param seed - Chooses the made-up words of a cell that is not recorded; a recorded text does not depend on it.
 * @returns What Windows prints in that language where it is recorded; else filler words with the English text's shape
 *   and the source `not recorded`.
 */
export function messageCell(key: MessageKey, locale: Locale, seed = 0): MessageCell {
  const row: MessageRow = TABLE[key];
  return row[locale] ?? { text: fillerText(row.en.text, locale, key, seed), source: NOT_RECORDED };
}

/** The whole table, cell by cell, for listings and tests. */
export function allMessageCells(seed = 0): (MessageCell & { key: MessageKey; locale: Locale })[] {
  return MESSAGE_KEYS.flatMap((key) =>
    LOCALES.map((locale) => ({ key, locale, ...messageCell(key, locale, seed) })),
  );
}

/** Says a message in one machine's language, with its placeholders filled in. */
export type Texts = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of a machine: its language, and its seed for the words nobody has recorded. */
export function textsOf(machine: { readonly locale: Locale; readonly seed: number }): Texts {
  return (key, values = {}) =>
    messageCell(key, machine.locale, machine.seed).text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(values[name] ?? placeholder),
    );
}
