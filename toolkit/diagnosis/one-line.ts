/** A message as one line without a full stop: what a piece of evidence can hold. */
export function oneLine(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trimStart();
}
