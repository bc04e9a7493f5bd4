import type { Scenario } from '../toolkit/scenario-kit.ts';

/** Every built-in scenario, loaded when it is asked for. The key is the file's name and the scenario's id. */
const LOADERS = {
  'attribute-blocks': () => import('./attribute-blocks.ts'),
  fix: () => import('./fix.ts'),
  'linux-fix': () => import('./linux-fix.ts'),
  'linux-reserve-ports': () => import('./linux-reserve-ports.ts'),
  'provision-before-hyperv': () => import('./provision-before-hyperv.ts'),
  'release-ports': () => import('./release-ports.ts'),
  'reproduce-8065': () => import('./reproduce-8065.ts'),
  'reserve-ports': () => import('./reserve-ports.ts'),
  'reset-iana-dynamic-range': () => import('./reset-iana-dynamic-range.ts'),
  'restart-container': () => import('./restart-container.ts'),
  'restart-winnat': () => import('./restart-winnat.ts'),
  'wsl-mirrored': () => import('./wsl-mirrored.ts'),
  'wsl-portproxy': () => import('./wsl-portproxy.ts'),
} as const;

export type ScenarioId = keyof typeof LOADERS;

export const SCENARIO_IDS = Object.keys(LOADERS) as readonly ScenarioId[];

export function isScenarioId(id: string): id is ScenarioId {
  return Object.hasOwn(LOADERS, id);
}

export async function loadBuiltInScenario(id: ScenarioId): Promise<Scenario> {
  const { default: scenario } = await LOADERS[id]();
  // Its parameters are checked against its own schema before its steps see them, whatever their type here.
  return scenario as unknown as Scenario;
}
