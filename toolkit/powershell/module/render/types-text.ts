import { element, type XmlElement, xmlDocument } from '../text/xml.ts';
import { GENERATED } from './generated-note.ts';
import { ASKED_LIST_VIEWS, LIST_VIEWS } from './list-views.ts';
import { type Entry, TABLE_VIEWS } from './views.ts';

/** Writes `Portwright.Types.ps1xml`: what `Format-List` shows of each type unasked. */
export function typesText(): string {
  const types = TABLE_VIEWS.map(({ type, columns, properties }) => {
    const view = [...LIST_VIEWS, ...ASKED_LIST_VIEWS].find((known) => known.type === type);
    const list = view?.entries ?? properties ?? columns;
    return element('Type', element('Name', `Portwright.${type}`), displayProperties(list.map(labelOf)));
  });
  return xmlDocument(element('Types', ...types), GENERATED);
}

function displayProperties(names: readonly string[]): XmlElement {
  const set = element(
    'PropertySet',
    element('Name', 'DefaultDisplayPropertySet'),
    element('ReferencedProperties', ...names.map((name) => element('Name', name))),
  );
  const standard = element('MemberSet', element('Name', 'PSStandardMembers'), element('Members', set));
  return element('Members', standard);
}

function labelOf(entry: Entry): string {
  return typeof entry === 'string' ? entry : entry.label;
}
