import { element, type XmlElement, xmlDocument } from '../text/xml.ts';
import { GENERATED } from './generated-note.ts';
import { ASKED_LIST_VIEWS, LIST_VIEWS, PLAN_TEXT } from './list-views.ts';
import { type Entry, type ListView, TABLE_VIEWS, type TableView } from './views.ts';

/** Writes `Portwright.Format.ps1xml`: how the objects look in the console. The first view of a type is the one nobody asks for. */
export function formatText(): string {
  const views = [
    planView(),
    ...LIST_VIEWS.map(listView),
    ...TABLE_VIEWS.map(tableView),
    ...ASKED_LIST_VIEWS.map(listView),
  ];
  return xmlDocument(element('Configuration', element('ViewDefinitions', ...views)), GENERATED);
}

function listView({ type, entries }: ListView): XmlElement {
  return view(type, 'list', [listControl(entries)]);
}

function tableView({ type, columns, wrap = false, groupBy }: TableView): XmlElement {
  const group = groupBy === undefined ? [] : [element('GroupBy', element('PropertyName', groupBy))];
  return view(type, 'table', [...group, tableControl(columns, wrap)]);
}

function view(type: string, kind: string, parts: readonly XmlElement[]): XmlElement {
  return element(
    'View',
    element('Name', `Portwright.${type}.${kind}`),
    element('ViewSelectedBy', element('TypeName', `Portwright.${type}`)),
    ...parts,
  );
}

function tableControl(columns: readonly Entry[], wrap: boolean): XmlElement {
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
    element(
      'TableRowEntries',
      element('TableRowEntry', ...(wrap ? [element('Wrap')] : []), element('TableColumnItems', ...items)),
    ),
  );
}

function listControl(entries: readonly Entry[]): XmlElement {
  const items = entries.map((entry) =>
    element(
      'ListItem',
      ...(typeof entry === 'string' ? [] : [element('Label', entry.label)]),
      entryValue(entry),
      ...(typeof entry === 'string' || entry.when === undefined
        ? []
        : [element('ItemSelectionCondition', element('ScriptBlock', entry.when))]),
    ),
  );
  return element('ListControl', element('ListEntries', element('ListEntry', element('ListItems', ...items))));
}

function entryValue(entry: Entry): XmlElement {
  return typeof entry === 'string' ? element('PropertyName', entry) : element('ScriptBlock', entry.script);
}

function planView(): XmlElement {
  const text = element('ExpressionBinding', element('ScriptBlock', PLAN_TEXT));
  const entry = element('CustomEntry', element('CustomItem', text));
  return view('Plan', 'plan', [element('CustomControl', element('CustomEntries', entry))]);
}
