import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { JournalEvent, JournalRecord } from './journal-event.ts';

const SUM_LENGTH = 16;

/**
 * The append-only record of one run: one line per event, each with a check sum over itself and the line before it.
 *
 * A line that was cut off while it was written is dropped when the journal is opened again. Any other line that does not
 * fit its check sum is damage: the journal is then refused and left as it is.
 */
export interface Journal {
  readonly records: readonly JournalRecord[];
  /** Appends one event; with `sync` it is on the disk when this returns. */
  append(event: JournalEvent, sync?: 'sync'): void;
  close(): void;
}

/** @param nowMs - The machine's clock. */
export function createJournal(path: string, nowMs: () => number): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const journal = writer(openSync(path, 'wx', 0o600), nowMs, [], '');
  syncFolder(dirname(path));
  return journal;
}

/** Opens a journal to go on with it. @throws ToolkitError `run.journal-damaged` naming the line. */
export function openJournal(path: string, nowMs: () => number): Journal {
  const { records, lastSum, goodBytes } = parseJournal(path, readFileSync(path, 'utf8'));
  const file = openSync(path, 'r+');
  ftruncateSync(file, goodBytes);
  return writer(file, nowMs, records, lastSum, goodBytes);
}

/** Reads a journal. @throws ToolkitError `run.journal-damaged` naming the line. */
export function readJournal(path: string): readonly JournalRecord[] {
  return parseJournal(path, readFileSync(path, 'utf8')).records;
}

function writer(
  file: number,
  nowMs: () => number,
  earlier: readonly JournalRecord[],
  sum: string,
  offset = 0,
): Journal {
  const records = [...earlier];
  let lastSum = sum;
  let position = offset;
  let open = true;
  return {
    records,
    append(event, sync) {
      const record: JournalRecord = { seq: records.length + 1, atMs: nowMs(), ...event };
      const text = JSON.stringify(record);
      const lineSum = checkSum(lastSum, text);
      // Nothing counts before the whole line is written: after a full disk the next line takes its place.
      const length = writeWhole(file, Buffer.from(`${lineSum} ${text}\n`), position);
      lastSum = lineSum;
      position += length;
      records.push(record);
      if (sync === 'sync') fdatasyncSync(file);
    },
    close() {
      if (open) {
        fdatasyncSync(file);
        closeSync(file);
      }
      open = false;
    },
  };
}

/** A disk that is nearly full takes a part of what it is given. @returns how many bytes were written: all. */
function writeWhole(file: number, bytes: Buffer, position: number): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
  return done;
}

function parseJournal(
  path: string,
  text: string,
): { records: JournalRecord[]; lastSum: string; goodBytes: number } {
  const records: JournalRecord[] = [];
  const lines = text.split('\n');
  const cutOff = lines.pop() ?? '';
  let lastSum = '';
  let goodBytes = 0;
  for (const [index, line] of lines.entries()) {
    const body = line.slice(SUM_LENGTH + 1);
    const sum = checkSum(lastSum, body);
    if (line.slice(0, SUM_LENGTH + 1) !== `${sum} `) {
      throw new ToolkitError('run.journal-damaged', `journal ${path} is damaged at line ${index + 1}`, {
        remedy: 'read the lines before it to see what was changed; the file has been left as it is',
      });
    }
    records.push(JSON.parse(body) as JournalRecord);
    lastSum = sum;
    goodBytes += Buffer.byteLength(line) + 1;
  }
  if (records.length === 0 && cutOff !== '' && !/^[0-9a-f]{0,16}( (\{.*)?)?$/.test(cutOff)) {
    throw new ToolkitError('run.journal-damaged', `journal ${path} is damaged at line 1`);
  }
  return { records, lastSum, goodBytes };
}

function checkSum(previous: string, text: string): string {
  return createHash('sha256').update(previous).update(text).digest('hex').slice(0, SUM_LENGTH);
}

/** A new file's name is on disk only when its folder is synced; Windows does that itself and refuses the call. */
function syncFolder(path: string): void {
  if (process.platform === 'win32' || !existsSync(path)) return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
