/** What XML 1.0 cannot hold, written in any way: https://www.w3.org/TR/xml/#charsets. Lone surrogates too. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Those that would end the text, and those that a reader would turn into blanks or line feeds. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text as the content of an element. What XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"\t\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Attributes, each with a blank before it, in the order given; those that are undefined are left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [` ${name}="${xmlText(`${value}`).replaceAll('\n', '&#10;')}"`],
    )
    .join('');
}

/** Seconds, as XML reports write a duration. */
export function xmlSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
