import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Change, Refusal, Step } from '../scenario/step.ts';
import {
  type FirewallLayer,
  type FirewallRule,
  firewallRuleName,
  newFirewallRule,
  type OpenPort,
  opens,
} from '../windows/firewall-rule.ts';

/** Ports of one layer that are to be reached from outside. */
export interface FirewallOptions extends Pick<OpenPort, 'layer' | 'remoteAddress' | 'profiles'> {
  readonly ports: readonly Pick<OpenPort, 'protocol' | 'port'>[];
}

export interface FirewallRulesState {
  /** What is there under each name that is wanted, in the order of the ports. */
  readonly found: readonly { readonly name: string; readonly rule: FirewallRule | null }[];
}

const LAYERS: Readonly<Record<FirewallLayer, { readonly name: string; readonly noun: string }>> = {
  host: { name: 'firewall', noun: 'NetFirewallRule' },
  'hyper-v': { name: 'Hyper-V firewall', noun: 'NetFirewallHyperVRule' },
};

/**
 * Ensures one inbound rule for each port: never a default that lets everything in.
 *
 * A rule of the same name that opens something else is refused, not changed. Undo removes exactly the rules that were added.
 */
export function ensureFirewallRules(options: FirewallOptions): Step<FirewallRulesState> {
  const { layer, ports } = options;
  const wanted = ports.map((port): OpenPort => ({ ...options, ...port }));
  const names = ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ');
  return {
    kind: 'step',
    id: `firewall-rules-${layer}`,
    title: `Let ${names} in through the ${LAYERS[layer].name}`,
    async check(host) {
      const found = await Promise.all(
        wanted.map(async (open) => {
          const name = firewallRuleName(open);
          return { name, rule: (await host.ask('firewall-rule', { layer, name })).rule };
        }),
      );
      return { found };
    },
    isSatisfied: (state) => wanted.every((open) => isOpen(state, open)),
    changes: (state) => missing(state, wanted).map(changeOf),
    refusal: (state) => refusalOf(state, wanted),
    promises: () =>
      wanted.map(({ protocol, port }) => ({
        kind: 'firewall-rule',
        layer,
        name: firewallRuleName({ protocol, port }),
        protocol,
        port,
      })),
    async apply(host, state) {
      for (const open of missing(state, wanted)) await host.ask('add-firewall-rule', newFirewallRule(open));
    },
    undo: (host, before) => remove(host, missing(before, wanted)),
    isRestored: (now, before) => missing(before, wanted).every((open) => ruleFor(now, open) === null),
    restores: (before) =>
      missing(before, wanted).map((open) => ({
        kind: 'no-firewall-rule',
        layer,
        name: firewallRuleName(open),
      })),
  };
}

function ruleFor({ found }: FirewallRulesState, open: OpenPort): FirewallRule | null {
  return found.find(({ name }) => name === firewallRuleName(open))?.rule ?? null;
}

function isOpen(state: FirewallRulesState, open: OpenPort): boolean {
  const rule = ruleFor(state, open);
  return rule !== null && opens(rule, open);
}

function missing(state: FirewallRulesState, wanted: readonly OpenPort[]): readonly OpenPort[] {
  return wanted.filter((open) => ruleFor(state, open) === null);
}

function changeOf(open: OpenPort): Change {
  const { layer, protocol, port, remoteAddress, profiles } = open;
  const from =
    layer === 'hyper-v' ? '' : ` from ${remoteAddress}, in networks of the kind ${profiles.join(', ')}`;
  return {
    action: 'add',
    what: `${LAYERS[layer].name} rule ${firewallRuleName(open)}: inbound ${protocol} ${port}${from}`,
  };
}

function refusalOf(state: FirewallRulesState, wanted: readonly OpenPort[]): Refusal | undefined {
  const other = wanted.find((open) => ruleFor(state, open) !== null && !isOpen(state, open));
  if (other === undefined) return undefined;
  const name = firewallRuleName(other);
  return {
    reason: `there is a rule ${name} of the ${LAYERS[other.layer].name} that is not what is asked for`,
    remedy: `roll back the run that made it (portwright runs), or remove it: Remove-${LAYERS[other.layer].noun} -Name ${name}`,
  };
}

/** Removes those that are as they were added, also where somebody has changed another. */
async function remove(host: Host, added: readonly OpenPort[]): Promise<void> {
  const changed: string[] = [];
  for (const open of added) {
    const { layer } = open;
    const name = firewallRuleName(open);
    const { rule } = await host.ask('firewall-rule', { layer, name });
    if (rule === null) continue;
    if (opens(rule, open)) await host.ask('remove-firewall-rule', { layer, name });
    else changed.push(name);
  }
  if (changed.length > 0) {
    const names = changed.join(', ');
    throw new ToolkitError('run.not-undone', `somebody has changed the rule ${names}: it stays as it is`);
  }
}
