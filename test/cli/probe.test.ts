import { test } from 'vitest';
import { newPlace } from '/work/main/test/support/place.ts';
import { readFileSync } from 'node:fs';
test('probe', async () => {
  const cases = JSON.parse(readFileSync('/tmp/cases.json','utf8'));
  for (const { machine, words, options, fresh } of cases) {
    const p = newPlace(machine ?? {});
    const before = readFileSync(p.state,'utf8');
    const all = Array.isArray(words[0]) ? words : [words];
    for (const w of all) {
      const ws = w.map((x:string)=>x.replace('@F', p.folder).replace('@S', p.state));
      const r = ws[0]==='!' ? await p.call(ws.slice(1), options) : await p.on(ws, options);
      console.log(`### ${ws.join(' ')}  -> ${r.exitCode} runs=${p.runIds().length} same=${before===readFileSync(p.state,'utf8')}\n--out\n${r.stdout.slice(0,1500)}--err\n${r.stderr}`);
    }
  }
});
