import { ToolkitError } from '../errors/toolkit-error.ts';
import {
  type ContainerPorts,
  type ContainerSummary,
  readContainerPorts,
  readContainerSummary,
} from './docker-container.ts';
import { isObject } from './json-value.ts';
import type { OutputLine } from './output-lines.ts';
import { parsePortsColumn } from './published-port.ts';

/** Containers found in a paste, and how many of its lines they took. */
export interface PastedContainers {
  readonly containers: readonly ContainerPorts[];
  readonly containerList: readonly ContainerSummary[];
  readonly numberOfLines: number;
}

/**
 * Reads containers that begin at this line: an array as `docker inspect` prints it, one JSON object on one line or, as jq
 * prints it, on several, or a row of the `docker ps` table.
 *
 * @returns undefined when there is none, or not a whole one: a shortened inspect says nothing to rely on.
 */
export function readPastedContainers(
  lines: readonly OutputLine[],
  index: number,
): PastedContainers | undefined {
  const text = lines[index]?.text.trim() ?? '';
  if (text.startsWith('{') && text.endsWith('}')) return readJson(text, 1);
  if (text === '{') return readBlock(lines, index, '}');
  if (/^\[\s*(?:\{|\]?$)/.test(text)) return readBlock(lines, index, ']');
  const row = readTableRow(text);
  return row && { containers: [], containerList: [row], numberOfLines: 1 };
}

/** JSON on several lines ends where its bracket stands alone, below the first one. */
function readBlock(
  lines: readonly OutputLine[],
  index: number,
  bracket: '}' | ']',
): PastedContainers | undefined {
  const first = lines[index]?.text ?? '';
  const indent = first.length - first.trimStart().length;
  const closing = `${first.slice(0, indent)}${bracket}`;
  const block: string[] = [];
  for (let line = lines[index]; line !== undefined; line = lines[index + block.length]) {
    block.push(line.text);
    const isWhole = block.length === 1 && bracket === ']' && first.endsWith(bracket);
    if (isWhole || line.text === closing) return readJson(block.join('\n'), block.length);
  }
  return undefined;
}

function readJson(text: string, numberOfLines: number): PastedContainers | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const objects = (Array.isArray(value) ? value : [value]).filter(isObject);
    const containers = objects
      .filter((object) => 'HostConfig' in object)
      .map((object) => readContainerPorts(object));
    const containerList = objects
      .filter((object) => 'Names' in object)
      .map((object) => readContainerSummary(object));
    if (containers.length + containerList.length === 0) return undefined;
    return { containers, containerList, numberOfLines };
  } catch (error) {
    // Not JSON, or not a container: the lines are reported as ignored.
    if (error instanceof SyntaxError || error instanceof ToolkitError) return undefined;
    throw error;
  }
}

/** Id, image, command in quotes, age, status, ports (perhaps none), name; Docker does not translate the status. */
const TABLE_ROW =
  /^([0-9a-f]{12,64})\s{2,}(\S+)\s{2,}"[^"]*"\s{2,}.+?\s{2,}((?:Up|Exited|Created|Restarting|Removal|Dead)\b.*)$/;

const STATES: Readonly<Record<string, string>> = {
  Up: 'running',
  Exited: 'exited',
  Created: 'created',
  Restarting: 'restarting',
  Removal: 'removing',
  Dead: 'dead',
};

function readTableRow(text: string): ContainerSummary | undefined {
  const [, id, image, rest = ''] = TABLE_ROW.exec(text) ?? [];
  const [status = '', ...cells] = rest.split(/\s{2,}/);
  const published = parsePortsColumn(cells.length > 1 ? (cells[0] ?? '') : '');
  const name = cells.at(-1);
  if (id === undefined || image === undefined || name === undefined || published === undefined)
    return undefined;
  const state = status.includes('(Paused)') ? 'paused' : (STATES[status.split(' ')[0] ?? ''] ?? status);
  return { id, name, image, state, published };
}
