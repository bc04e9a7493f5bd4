/** One element of a document, in the order of their starts. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text, without that of its children. */
  text: string;
}

/** Everything that XML 1.0 allows: https://www.w3.org/TR/xml/#charsets. */
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const PIECE = /<\?xml [^<>]*\?>\n|<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/uy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Reads a document as strictly as XML 1.0 demands of what these reports use: elements, attributes in quotes, text, references.
 *
 * @throws Error at the first thing that is not well-formed.
 */
export function elementsOf(xml: string): Element[] {
  if (!CHARACTERS.test(xml)) throw new Error('a character that XML cannot hold');
  const found: Element[] = [];
  const open: Element[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < xml.length) {
    const at = PIECE.lastIndex;
    const [whole, closed, opened, attributes = '', slash, text] = PIECE.exec(xml) ?? [];
    if (whole === undefined) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    if (closed !== undefined && open.pop()?.name !== closed)
      throw new Error(`${closed} ends what it did not begin`);
    if (text !== undefined) addText(open.at(-1), text);
    if (opened === undefined) continue;
    if (open.length === 0 && found.length > 0) throw new Error('a second root');
    const element = { name: opened, attributes: attributesOf(attributes), text: '' };
    found.push(element);
    if (slash === '') open.push(element);
  }
  if (open.length > 0) throw new Error(`${open.at(-1)?.name} does not end`);
  return found;
}

function addText(element: Element | undefined, text: string): void {
  if (text.includes(']]>')) throw new Error(']]> in text');
  if (element !== undefined) element.text += resolved(text.replace(/\r\n?/g, '\n'));
  else if (text.trim() !== '') throw new Error('text outside the root');
}

function attributesOf(text: string): Map<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)];
  const attributes = new Map(
    pairs.map(([, name = '', value = '']) => [name, resolved(value.replace(/[\t\n\r]/g, ' '))]),
  );
  if (attributes.size !== pairs.length) throw new Error('an attribute twice');
  return attributes;
}

function resolved(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const value = /^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name];
    if (value === undefined || !whole.endsWith(';')) throw new Error(`no such reference: ${whole}`);
    return value;
  });
}
