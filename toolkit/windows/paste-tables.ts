import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { dynamicRange } from './dynamic-port-range.ts';
import type { ExcludedPortRange } from './excluded-port-range.ts';
import type { OutputLine } from './output-lines.ts';
import type { EchoedCommand } from './paste-command.ts';
import type { PastedDynamicPortRange, PastedExcludedPortRanges, PastedTable } from './paste-evidence.ts';
import type { PasteLine } from './paste-line.ts';
import type { PortProxy } from './port-proxy.ts';

type Kind = 'excluded' | 'dynamic' | 'proxy';

interface OpenTable {
  readonly kind: Kind;
  readonly origin: PastedTable;
  /** The ruler it began with; a run of rows without one is a table too. */
  readonly ruler: OutputLine | undefined;
  /** Whether it is known to be netsh's, so that a body that cannot be read is an error. */
  readonly isNetsh: boolean;
  readonly ranges: ExcludedPortRange[];
  readonly numbers: number[];
  elided: boolean;
  /** Whether the line above belongs to it: what stands directly below must be readable. */
  isAdjacent: boolean;
}

/** What netsh's tables say in a paste, line by line. Lines that belong to no table are handed back. */
export class PastedTables {
  readonly excludedPortRanges: PastedExcludedPortRanges[] = [];
  readonly dynamicPortRanges: PastedDynamicPortRange[] = [];
  readonly portProxies: PortProxy[] = [];
  #open: OpenTable | undefined;
  /** A table that prose interrupted; rows below the prose continue it. */
  #interrupted: OpenTable | undefined;

  /** Ends what is open: a command, a prompt or the end of the paste. */
  end(): void {
    this.#close(undefined);
    this.#interrupted = undefined;
  }

  blank(): void {
    if (this.#open !== undefined) this.#open.isAdjacent = false;
  }

  /** @returns Whether the line belongs to a table; headings are the lines of text above it. */
  read(line: PasteLine, headings: readonly OutputLine[], command: EchoedCommand | undefined): boolean {
    switch (line.kind) {
      case 'ruler':
        return this.#readRuler(line, headings, command);
      case 'row':
        return this.#readRow(line, headings, command);
      case 'number':
        return this.#readNumber(line, headings, command);
      case 'proxy':
        return this.#readProxy(line);
      case 'footnote':
        return this.#readFootnote();
      case 'ellipsis':
        return this.#readEllipsis();
      default:
        this.#close(line);
        return false;
    }
  }

  #readRuler(
    line: PasteLine & { kind: 'ruler' },
    headings: readonly OutputLine[],
    command: EchoedCommand | undefined,
  ): boolean {
    this.end();
    const kind = RULER_KINDS[line.lengths.length];
    if (kind === undefined) return false;
    const hasTitle = headings.some(({ text }) => TITLE_WORDS[kind].test(text));
    const isNetsh = hasTitle || command?.shows === kind || looksLikeNetsh(line);
    this.#start(kind, line, { headings, command, isNetsh, ruler: line });
    return true;
  }

  #readRow(
    line: PasteLine & { kind: 'row' },
    headings: readonly OutputLine[],
    command: EchoedCommand | undefined,
  ): boolean {
    if (this.#open?.kind !== 'excluded') {
      this.#close(line);
      if (command?.shows === 'other' || !line.isAligned) return false;
      if (this.#interrupted !== undefined && protocolOf(headings) === undefined) this.#open = this.#interrupted;
    }
    const table = this.#open ?? this.#start('excluded', line, { headings, command, isNetsh: true, ruler: undefined });
    if (line.range === undefined) throw new UnrecognizedOutputError('a row of excluded port ranges', line.number, line.text);
    table.ranges.push({ ...line.range, administered: line.administered });
    table.isAdjacent = true;
    return true;
  }

  #readNumber(
    line: PasteLine & { kind: 'number' },
    headings: readonly OutputLine[],
    command: EchoedCommand | undefined,
  ): boolean {
    if (this.#open?.kind !== 'dynamic') {
      this.#close(line);
      const title = headings.at(-1);
      const isBelowTitle = title !== undefined && title.number >= line.number - 2 && TITLE_WORDS.dynamic.test(title.text);
      if (!isBelowTitle && command?.shows !== 'dynamic') return false;
    }
    const table = this.#open ?? this.#start('dynamic', line, { headings, command, isNetsh: false, ruler: undefined });
    table.numbers.push(line.value);
    if (table.numbers.length === 2) this.#finishDynamic(table, line);
    return true;
  }

  #finishDynamic({ numbers, origin }: OpenTable, line: OutputLine): void {
    const [startPort = 0, numberOfPorts = 0] = numbers;
    const range = dynamicRange(startPort, numberOfPorts);
    if (range === undefined) throw new UnrecognizedOutputError('a dynamic port range', line.number, line.text);
    this.dynamicPortRanges.push({ ...origin, ...range });
    this.#open = undefined;
  }

  /** Two lines that end in a number, on their own, without title or ruler. */
  readBareNumbers(line: PasteLine & { kind: 'number' }, command: EchoedCommand | undefined, count: number): boolean {
    const range = dynamicRange(line.value, count);
    if (range === undefined || this.#open !== undefined || command?.shows === 'other') return false;
    this.dynamicPortRanges.push({ ...originOf(line, [], command), ...range });
    return true;
  }

  #readProxy(line: PasteLine & { kind: 'proxy' }): boolean {
    if (this.#open?.kind !== 'proxy') {
      this.#close(line);
      if (!line.hasAddress) return false;
    }
    this.portProxies.push(line.proxy);
    if (this.#open !== undefined) this.#open.isAdjacent = false;
    return true;
  }

  #readFootnote(): boolean {
    const isOurs = this.#open?.kind === 'excluded';
    this.#open = undefined;
    this.#interrupted = undefined;
    return isOurs;
  }

  #readEllipsis(): boolean {
    if (this.#open?.kind !== 'excluded') return false;
    this.#open.elided = true;
    return true;
  }

  #start(
    kind: Kind,
    line: OutputLine,
    from: {
      headings: readonly OutputLine[];
      command: EchoedCommand | undefined;
      isNetsh: boolean;
      ruler: OutputLine | undefined;
    },
  ): OpenTable {
    const { headings, command, isNetsh, ruler } = from;
    const origin = originOf(line, headings, command);
    const elided = command?.filtered === true;
    const table = { kind, origin, ruler, isNetsh, ranges: [], numbers: [], elided, isAdjacent: true };
    this.#open = table;
    return table;
  }

  /** Ends the open table because `line` is none of its rows, or refuses the line. */
  #close(line: OutputLine | undefined): void {
    throw new Error(`replaced below ${line?.number}`);
  }
}
