const LONGEST = 200;

/** What stands in a text, in quotation marks and on one line; of more than 200 characters the beginning. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}\u2026` : text);
}
