/**
 * Text from outside on one line, as it may be shown: without characters that steer a terminal or turn the direction of writing
 * round, which would make a name look like another.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}|\p{Bidi_C}/gu, '');
}
