import { type AskedPort, askedPorts } from '../diagnosis/asked-port.ts';
import { machineOptions } from '../diagnosis/machine-options.ts';
import { endPort, MAX_PORT, type PortRange, PROTOCOLS } from '../ports/port-range.ts';
import { type PortSpec, parsePortSpecs } from '../ports/port-spec.ts';
import { isPendingProof } from '../scenario/pending-proof.ts';
import { rowsLeftBy } from '../scenario/read-past-runs.ts';
import { isUnfinished, type RunRecord, type RunStatus, standingSteps } from '../scenario/run-record.ts';
import type { AnyStep } from '../scenario/step.ts';
import { durationText } from './duration-text.ts';
import { commandBlock } from './port-map/answer-card.ts';
import { LENS_PORTS, lens, lensWindow } from './port-map/lens.ts';
import { type Markup, markup } from './port-map/markup.ts';
import { pageFrame } from './port-map/page-frame.ts';
import type { ProtocolMap } from './port-map/port-map.ts';
import { STATE_TONES, type ToldStep, toldSteps } from './run-page-steps.ts';
import type { Tone } from './tone.ts';

const STATUS: Readonly<Record<RunStatus, { readonly text: string; readonly tone: Tone }>> = {
  done: { text: 'Every change was made and verified.', tone: 'good' },
  unchanged: { text: 'There was nothing to do.', tone: 'good' },
  'failed-undone': { text: 'It failed, and everything it had changed was put back.', tone: 'bad' },
  'failed-not-undone': { text: 'It failed, and not everything could be put back.', tone: 'bad' },
  'restart-required': { text: 'It goes on after a restart of Windows.', tone: 'warn' },
  unfinished: { text: 'It was cut off before its end.', tone: 'warn' },
  'rolled-back': { text: 'Everything has been put back.', tone: 'good' },
  'rolled-back-in-part': { text: 'A rollback could not put everything back.', tone: 'bad' },
};

const NOT_YET_IN_EFFECT = {
  text: 'Everything is set, and the proof says what has yet to happen for it to take effect.',
  tone: 'warn',
} as const;

/**
 * Makes a page of one run that needs no network: how it ended and how to put it back, its proof, its steps with their times and
 * what was there before, and the ports it is about.
 *
 * @param planned - The scenario's steps for the run's parameters; without them the steps are named by their ids.
 */
export function runPage(run: RunRecord, planned: readonly AnyStep[] = []): string {
  const { runId, title } = run.started;
  const steps = toldSteps(run, planned);
  return pageFrame({
    title: `${title}: ${runId}`,
    body: markup`<header><h1>${title}</h1><p>${runId}</p></header>
<main class="view">
${outcomeCard(run, steps)}
${proofs(steps)}
<section><h2>Steps</h2>${stepTable(steps)}</section>
${portSection(run)}
<section><h2>What was there before</h2>${befores(steps)}</section>
</main>`,
  });
}

function outcomeOf(
  status: RunStatus,
  steps: readonly ToldStep[],
): { readonly text: string; readonly tone: Tone } {
  const isPending = steps.some(({ state, detail }) => state === 'proved' && isPendingProof(detail));
  return status === 'done' && isPending ? NOT_YET_IN_EFFECT : STATUS[status];
}

function outcomeCard(run: RunRecord, steps: readonly ToldStep[]): Markup {
  const { started, status, startedAtMs, endedAtMs } = run;
  const { text, tone } = outcomeOf(status, steps);
  const took = endedAtMs === undefined ? undefined : durationText(endedAtMs - startedAtMs);
  const facts: readonly (readonly [string, string])[] = [
    ['Scenario', started.scenario],
    ['Machine', `${started.host.kind}${started.host.kind === 'simulated' ? ', not a real one' : ''}`],
    ['Started', `${new Date(startedAtMs).toISOString().replace('T', ' ').slice(0, 19)} UTC`],
    ...(took === undefined ? [] : [['Took', took] as const]),
    ['Version', started.version],
  ];
  return markup`<article class="card tone-${tone}"><h2><span class="chip">${status}</span></h2>
<div class="why"><p class="summary">${text}</p><dl class="wide">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div>
<div class="do">${nextCommands(run)}</div>
<details><summary>Parameters</summary><pre>${JSON.stringify(started.parameters, null, 2)}</pre></details></article>`;
}

function nextCommands(run: RunRecord): Markup[] {
  const { runId, host } = run.started;
  const call = (verb: string) => ['portwright', verb, runId, ...machineOptions(host)].join(' ');
  const standing = standingSteps(run).length > 0;
  return [
    ...(isUnfinished(run) ? [markup`<h3>To go on</h3>${commandBlock({ command: call('resume') })}`] : []),
    standing
      ? markup`<h3>To put everything back</h3>${commandBlock({ command: call('rollback') })}`
      : markup`<p class="note">Nothing of this run is left that could be put back.</p>`,
  ];
}

function proofs(steps: readonly ToldStep[]): Markup | undefined {
  const proved = steps.filter(({ state, detail }) => state === 'proved' && detail !== undefined);
  if (proved.length === 0) return undefined;
  return markup`<section><h2>Proof</h2><ul>${proved.map(({ detail }) => markup`<li>${detail}</li>`)}</ul></section>`;
}

function stepTable(steps: readonly ToldStep[]): Markup {
  const rows = steps.map(
    ({ title, depth, state, startedMs, durationMs, detail }) =>
      markup`<tr class="tone-${STATE_TONES[state]}"><td class="depth-${Math.min(depth, 3)}">${title}${state === 'failed' || state === 'not put back' ? markup`<p class="note">${detail}</p>` : undefined}</td><td><span class="chip">${state}</span></td><td class="number">${startedMs === undefined ? '' : `+${durationText(startedMs)}`}</td><td class="number">${durationMs === undefined ? '' : durationText(durationMs)}</td></tr>`,
  );
  return markup`<div class="scroll whole"><table><thead><tr><th scope="col">Step</th><th scope="col">Outcome</th><th scope="col" class="number">Began</th><th scope="col" class="number">Took</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A journal holds no table of the machine, so the picture shows what the run was about and what it left, and nothing else. */
function portSection(run: RunRecord): Markup | undefined {
  const asked = portsOf(run);
  const rows = rowsLeftBy(run);
  if (asked.length === 0 && rows.length === 0) return undefined;
  const panels = PROTOCOLS.filter((protocol) =>
    [...asked, ...rows].some((each) => each.protocol === protocol),
  ).map((protocol) => {
    const map: ProtocolMap = {
      protocol,
      isTableRead: false,
      dynamicPortRanges: [],
      segments: rows
        .filter((row) => row.protocol === protocol)
        .map(({ range }) => ({
          ...range,
          kind: 'administered',
          owner: 'added by this run',
          isClosed: false,
        })),
    };
    const ports = asked.filter((port) => port.protocol === protocol).map(({ port }) => port);
    const window = windowOver([...ports, ...map.segments.flatMap((row) => [row.startPort, endPort(row)])]);
    return markup`<div class="panel"><h3>${protocol.toUpperCase()}: ${ports.length === 0 ? '' : ports.join(', ')}</h3>${lens(map, window, ports)}</div>`;
  });
  return markup`<section><h2>Ports</h2><p class="note">The ports of this run (lines), and in green the rows that it added. A journal holds no table of the machine: <code>portwright map --html FILE</code> draws it as it is now.</p>${panels}</section>`;
}

/** A close view that holds all of these ports, with room on both sides. */
function windowOver(ports: readonly number[]): PortRange {
  const [low, high] = [Math.min(...ports), Math.max(...ports)];
  return lensWindow(
    Math.floor((low + high) / 2),
    Math.min(MAX_PORT + 1, Math.max(LENS_PORTS, (high - low + 1) * 2)),
  );
}

/** More marks than this hide each other. */
const MOST_MARKS = 40;

/** What a scenario calls `ports` are ports; of a file of somebody's own it may be anything. */
function portsOf({ started }: RunRecord): readonly AskedPort[] {
  const { ports } = started.parameters;
  const texts = Array.isArray(ports) ? ports.filter((port) => typeof port === 'string') : [];
  return askedPorts(texts.flatMap(specs)).slice(0, MOST_MARKS);
}

function specs(text: string): readonly PortSpec[] {
  try {
    return parsePortSpecs([text]);
  } catch {
    // Whatever that file of somebody's own means by it, it is no port to draw.
    return [];
  }
}

function befores(steps: readonly ToldStep[]): Markup[] {
  const touched = steps.filter(({ before }) => before !== undefined);
  if (touched.length === 0) return [markup`<p class="note">The run touched nothing.</p>`];
  return touched.map(
    ({ title, before }) =>
      markup`<details><summary>${title}</summary><pre>${JSON.stringify(before, null, 2)}</pre></details>`,
  );
}
