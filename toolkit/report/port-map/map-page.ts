import type { AskedPort } from '../../diagnosis/asked-port.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Snapshot } from '../../diagnosis/snapshot.ts';
import { systemName } from '../../diagnosis/system-name.ts';
import type { Plan } from '../../scenario/plan.ts';
import { afterPlan } from './after-plan.ts';
import { answerCard, commandBlock } from './answer-card.ts';
import { mapPanels, segmentTables } from './map-panel.ts';
import { kindsOf } from './map-svg.ts';
import { type Markup, markup, scriptJson } from './markup.ts';
import { pageData } from './page-data.ts';
import { pageFrame } from './page-frame.ts';
import { kindClass, LOOKS } from './palette.ts';
import { type PortMap, portMap } from './port-map.ts';

export interface MapPageInput {
  readonly snapshot: Snapshot;
  readonly asked: readonly AskedPort[];
  /** Shows the machine as it is and as this plan would leave it. */
  readonly plan?: Plan;
}

/** Most ports that get a paragraph of their own; the others are in the picture, and the look-up answers for them. */
const MOST_CARDS = 3;

/** One state of the machine on the page. */
export interface PageView {
  readonly id: 'before' | 'after';
  readonly snapshot: Snapshot;
  readonly map: PortMap;
  readonly notes: readonly string[];
}

/**
 * Makes the port map as one HTML page that needs no network: what was asked is answered first, then the picture, then everything
 * in it as a table. Without JavaScript it is a picture with links to the table.
 */
export function mapPage(input: MapPageInput): string {
  const views = viewsOf(input);
  const names = views.map(({ map }) => map.asked.map(({ port }) => port).join(', '))[0];
  return pageFrame({
    title: names === '' || names === undefined ? 'Port map' : `Port map: ${names}`,
    data: scriptJson(pageData(views)),
    body: markup`<a class="skip" href="#map">Skip to the map</a>
<header><h1>Port map</h1><p>${hostLine(input.snapshot)}</p>${lookUp()}</header>
<main class="${views.length > 1 ? 'two' : 'one'}">
${views.length > 1 ? viewSwitch(input.plan?.title ?? '') : undefined}
${views.map((view) => viewBody(view, input))}
</main>
<div id="tip" role="presentation" hidden></div>
<dialog id="details" aria-labelledby="details-title"><h2 id="details-title"></h2><div id="details-body"></div><form method="dialog"><button class="primary">Close</button></form></dialog>`,
  });
}

function viewsOf({ snapshot, asked, plan }: MapPageInput): PageView[] {
  const before: PageView = { id: 'before', snapshot, map: portMap(snapshot, asked), notes: [] };
  if (plan === undefined) return [before];
  const after = afterPlan(snapshot, plan);
  return [
    before,
    { id: 'after', snapshot: after.snapshot, map: portMap(after.snapshot, asked), notes: after.notes },
  ];
}

const HOSTS = {
  windows: 'This Windows machine, as it was read just now',
  linux: 'This Linux machine, as it was read just now',
  simulated: 'A simulated machine, not yours',
  paste: 'Pasted text, as of when it was printed',
} as const;

function hostLine({ host }: Snapshot): string {
  return `${HOSTS[host.kind]}.`;
}

function lookUp(): Markup {
  return markup`<form id="look-up" class="look-up js" role="search" hidden><label for="port">Look up a port</label><input id="port" inputmode="numeric" autocomplete="off" placeholder="8080 or 53/udp"><button class="primary">Why?</button></form>`;
}

/** Radio buttons, so that a style sheet alone can switch. */
function viewSwitch(plan: string): Markup {
  return markup`<fieldset class="switch"><legend>Plan: ${plan}</legend><label><input type="radio" name="view" value="before" checked>Before</label><label><input type="radio" name="view" value="after">After</label></fieldset>`;
}

function viewBody(view: PageView, { snapshot }: MapPageInput): Markup {
  const { id, map, notes } = view;
  return markup`<div class="view view-${id}">
<div class="answer" aria-live="polite" tabindex="-1" hidden></div>
${map.asked.slice(0, MOST_CARDS).map(answerCard)}
${map.asked.length === 0 ? machineCard(id === 'before' ? snapshot : view.snapshot) : undefined}
${notes.map((note) => markup`<p class="callout">${note}.</p>`)}
<div ${id === 'before' ? markup`id="map" ` : undefined}class="map-area">
${mapPanels(map, id)}
${legend(map)}
<p class="hint js" hidden>Arrow keys go from one segment to the next, Enter opens it, + and − zoom, / looks up a port.</p>
</div>
<section><h2>Everything in the picture</h2>${segmentTables(map, id)}</section>
</div>`;
}

/** What is wrong first, and what cures it. */
function machineCard(snapshot: Snapshot): Markup {
  const { findings = [], remedies: [first] = [] } = diagnose(snapshot, []).machine ?? {};
  const isTrouble = ({ level }: { readonly level: string }) => level === 'trouble';
  const sorted = [...findings.filter(isTrouble), ...findings.filter((finding) => !isTrouble(finding))];
  return markup`<article class="card tone-${findings.some(isTrouble) ? 'warn' : 'good'}"><h2>The whole machine</h2><ul class="why">${sorted.map(({ level, text }) => markup`<li class="level-${level}">${text}</li>`)}</ul>${first && markup`<div class="do"><h3>${first.title}</h3>${commandBlock(first)}</div>`}</article>`;
}

function legend(map: PortMap): Markup {
  const entries = [
    ...kindsOf(map).map((kind) => [kindClass(kind), LOOKS[kind].label] as const),
    ['g-dynamic', `Handed out by ${systemName(map.host)} (dynamic range)`] as const,
    ['g-outside', 'Outside it'] as const,
  ];
  return markup`<ul class="legend" aria-label="Legend">${entries.map(([name, label]) => markup`<li><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class="${name}" width="12" height="12" rx="2"/></svg>${label}</li>`)}</ul>`;
}
