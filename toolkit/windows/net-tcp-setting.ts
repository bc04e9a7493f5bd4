import type { Answer } from '../host/questions.ts';
import type { Protocol } from '../ports/port-range.ts';
import { printedLines } from './output-lines.ts';

/** One profile of `Get-NetTCPSetting`, or the one row of `Get-NetUDPSetting`, with nulls where it has no range (Automatic). */
export type NetTcpSetting = Answer<'net-tcp-setting'>['settings'][number];

const SETTING_NAME = 'SettingName';
const START_PORT = 'DynamicPortRangeStartPort';
const NUMBER_OF_PORTS = 'DynamicPortRangeNumberOfPorts';
const PROPERTY = /^\s*([A-Za-z][\w()]*)\s*:\s*(.*?)\s*$/;

/**
 * Reads pasted output of `Get-NetTCPSetting` or `Get-NetUDPSetting`, as a list or a table, by the names of its properties:
 * PowerShell translates neither them nor the profiles' names.
 *
 * @param protocol - What the command asked for. Left out: a row with a profile's name is tcp, one without is udp, since
 *   only tcp has profiles.
 * @returns Rows in printed order; empty when the text names none of the properties.
 */
export function parseNetTcpSettings(text: string, protocol?: Protocol): NetTcpSetting[] {
  return [...readList(text), ...readTable(text)].map((row) => toSetting(row, protocol));
}

/** Whether a line is one of the properties read here. */
export function isNetTcpSettingLine(line: string): boolean {
  return line.includes(START_PORT) || line.includes(NUMBER_OF_PORTS) || /^\s*SettingName\s*:/.test(line);
}

type Row = Map<string, string>;

function readList(text: string): Row[] {
  const rows: Row[] = [];
  for (const { text: line } of printedLines(text)) {
    const [, name = '', value = ''] = PROPERTY.exec(line) ?? [];
    if (![SETTING_NAME, START_PORT, NUMBER_OF_PORTS].includes(name)) continue;
    const row = rows.at(-1);
    if (row === undefined || row.has(name) || (name === SETTING_NAME && row.size > 0))
      rows.push(new Map([[name, value]]));
    else row.set(name, value);
  }
  return rows;
}

function readTable(text: string): Row[] {
  const lines = printedLines(text).map((line) => line.text.trim().split(/\s+/));
  const header = lines.findIndex(
    (words) => words.includes(START_PORT) && words.includes(NUMBER_OF_PORTS) && !words.includes(':'),
  );
  if (header === -1) return [];
  const [names = [], ...body] = lines.slice(header);
  const rows: Row[] = [];
  for (const words of body) {
    if (words.every((word) => /^-+$/.test(word))) continue;
    const isRow =
      words.length === names.length ||
      (words.length === 1 && names.length > 1 && !/^\d/.test(words[0] ?? ''));
    if (!isRow) break;
    rows.push(new Map(names.map((name, index) => [name, words[index] ?? ''])));
  }
  return rows;
}

function toSetting(row: Row, protocol: Protocol | undefined): NetTcpSetting {
  const startPort = Number(row.get(START_PORT) || 0);
  const numberOfPorts = Number(row.get(NUMBER_OF_PORTS) || 0);
  const hasRange = startPort > 0 && numberOfPorts > 0;
  return {
    protocol: protocol ?? (row.has(SETTING_NAME) ? 'tcp' : 'udp'),
    settingName: row.get(SETTING_NAME) ?? '',
    startPort: hasRange ? startPort : null,
    numberOfPorts: hasRange ? numberOfPorts : null,
  };
}
