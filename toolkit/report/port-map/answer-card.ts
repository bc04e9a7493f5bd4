import { formatAskedPort } from '../../diagnosis/asked-port.ts';
import type { PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { ORIGIN_NAMES } from '../../diagnosis/evidence.ts';
import type { Remedy } from '../../diagnosis/remedies.ts';
import { formatPortRange } from '../../ports/port-range.ts';
import { topicOf } from '../read-more.ts';
import { TONES } from '../tone.ts';
import { type Markup, markup } from './markup.ts';

/** One asked port as a page begins with it: the verdict, what holds the port, the cause, and what to do first. */
export function answerCard(port: PortDiagnosis): Markup {
  const { verdict, confidence, summary, evidence, remedies } = port;
  const [first, ...others] = remedies;
  return markup`<article class="card tone-${TONES[verdict]}" aria-label="${`Port ${formatAskedPort(port)}`}">
<h2><span class="port">${formatAskedPort(port)}</span> <span class="chip">${verdict}</span> <small>${confidence} confidence</small></h2>
<div class="why"><p class="summary">${summary}</p>
<dl>${blockFact(port)}${causeFact(port)}</dl></div>
${first && markup`<div class="do"><h3>${first.title}</h3>${commandBlock(first)}</div>`}
<details><summary>${others.length === 0 ? 'Evidence' : `Evidence, and ${others.length} more ${others.length === 1 ? 'remedy' : 'remedies'}`}</summary>
<ul>${evidence.map(({ text }) => markup`<li>${text}</li>`)}</ul>
${others.map((remedy) => markup`<h3>${remedy.title}</h3>${commandBlock(remedy)}`)}
</details>
</article>`;
}

/** A command as it is typed, and what it does besides. */
export function commandBlock({
  command,
  disturbs,
  lasts,
  page,
}: Pick<Remedy, 'command'> & Partial<Remedy>): Markup {
  const facts = [...(lasts ? [`Lasts: ${lasts}.`] : []), ...(disturbs ? [`Disturbs: ${disturbs}.`] : [])];
  const more = page && markup` More: <code>portwright explain ${topicOf({ page })}</code>`;
  return markup`<div class="command"><pre><code>${command}</code></pre><button type="button" class="copy js" hidden>Copy</button></div>${
    facts.length === 0 ? undefined : markup`<p class="note">${facts.join(' ')}${more}</p>`
  }`;
}

function blockFact({ block }: PortDiagnosis): Markup | undefined {
  if (block === undefined) return undefined;
  const size = block.numberOfPorts === 1 ? '' : `, ${block.numberOfPorts} ports`;
  return markup`<div><dt>${block.administered ? 'Range' : 'Block'}</dt><dd>${formatPortRange(block)}${size}, ${ORIGIN_NAMES[block.origin]}</dd></div>`;
}

/** The root, where the evidence knows one; good news has no cause to look for. */
function causeFact({ evidence, verdict }: PortDiagnosis): Markup | undefined {
  if (TONES[verdict] === 'good') return undefined;
  const root =
    evidence.find(({ code }) => code === 'dynamic-range-wider-than-iana') ??
    evidence.find(({ code }) => code === 'listener' || code === 'linux-side' || code === 'not-read');
  return root && markup`<div><dt>Cause</dt><dd>${root.text.replace(/^root cause: /, '')}</dd></div>`;
}
