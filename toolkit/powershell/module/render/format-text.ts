import { element, type XmlElement, xmlDocument } from '../text/xml.ts';
import { GENERATED } from './generated-note.ts';
import { type Entry, LIST_VIEWS, PLAN_TEXT, TABLE_VIEWS } from './views.ts';

/** Writes `Portwright.Format.ps1xml`: how the objects look in the console. */
export function formatText(): string {
  const views = [
    planView(),
    ...LIST_VIEWS.map(({ type, entries }) => view(type, 'list', listControl(entries))),
    ...TABLE_VIEWS.map(({ type, columns }) => view(type, 'table', tableControl(columns))),
  ];
  return xmlDocument(element('Configuration', element('ViewDefinitions', ...views)), GENERATED);
}

function view(type: string, kind: string, control: XmlElement): XmlElement {
  return element(
    'View',
    element('Name', `Portwright.${type}.${kind}`),
    element('ViewSelectedBy', element('TypeName', `Portwright.${type}`)),
    control,
  );
}

function tableControl(columns: readonly Entry[]): XmlElement {
  const headers = columns.map((column) => {
    if (typeof column === 'string') return element('TableColumnHeader');
    const { label, width, right } = column;
    return element(
      'TableColumnHeader',
      element('Label', label),
      ...(width === undefined ? [] : [element('Width', String(width))]),
      ...(right === true ? [element('Alignment', 'right')] : []),
    );
  });
  const items = columns.map((column) => element('TableColumnItem', entryValue(column)));
  return element(
    'TableControl',
    element('TableHeaders', ...headers),
    element('TableRowEntries', element('TableRowEntry', element('TableColumnItems', ...items))),
  );
}

function listControl(entries: readonly Entry[]): XmlElement {
  const items = entries.map((entry) =>
    element(
      'ListItem',
      ...(typeof entry === 'string' ? [] : [element('Label', entry.label)]),
      entryValue(entry),
    ),
  );
  return element('ListControl', element('ListEntries', element('ListEntry', element('ListItems', ...items))));
}

function entryValue(entry: Entry): XmlElement {
  return typeof entry === 'string' ? element('PropertyName', entry) : element('ScriptBlock', entry.script);
}

function planView(): XmlElement {
  const text = element('ExpressionBinding', element('ScriptBlock', PLAN_TEXT));
  return view(
    'Plan',
    'plan',
    element('CustomControl', element('CustomEntries', element('CustomEntry', element('CustomItem', text)))),
  );
}
