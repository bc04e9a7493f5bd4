import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import { createRandom, nextBelow } from '../../toolkit/simulation/random.ts';

const HEADINGS = [
  'Start Port    End Port',
  '시작 포트    끝 포트',
  '开始端口    结束端口',
  'Startport      Endport',
];

/** Seconds to read and diagnose this many pasted snapshots, each with two tables and a dynamic port range. */
export function timePastes(count: number): number {
  const pastes = Array.from({ length: count }, (_, index) => paste(index));
  const startMs = performance.now();
  const verdicts = pastes.map(
    (text) => diagnose(snapshotFromPaste(text), [{ port: 8065, protocol: 'tcp' }]).ports[0]?.verdict,
  );
  const seconds = (performance.now() - startMs) / 1000;
  if (!verdicts.includes('reserved') || verdicts.includes(undefined))
    throw new Error('the pastes were not diagnosed');
  return seconds;
}

function paste(index: number): string {
  const random = createRandom(index);
  const rows = Array.from({ length: 8 + (index % 30) }, (_, row) => {
    const startPort = 1100 + row * 400 + nextBelow(random, 250);
    return `${String(startPort).padStart(10)}  ${String(startPort + 99).padStart(10)}`;
  });
  const block = index % 3 === 0 ? '      8000        8099' : '     50000       50059     *';
  const heading = HEADINGS[index % HEADINGS.length] ?? '';
  const table = `C:\\>netsh int ipv4 show excludedportrange tcp\r\n\r\nX tcp Y\r\n\r\n${heading}\r\n----------    --------\r\n`;
  const dynamic = 'X tcp Y\r\n---------------------------------\r\nA      : 1024\r\nB      : 64511\r\n';
  const sorted = [...rows, block].sort();
  return `${table}${sorted.join('\r\n')}\r\n\r\n* - Z.\r\n\r\n${dynamic}`;
}
