import type { LastMessage } from '../../powershell/wrapper/message.ts';
import type { RequestOf, WrapperAction, WrapperRequest } from '../../powershell/wrapper/request-schema.ts';
import { errorMessage } from './error-message.ts';
import type { Answer, Exchange } from './exchange.ts';
import { warnOfUnfinishedRuns } from './warn-of-unfinished-runs.ts';

type Perform<Action extends WrapperAction> = (
  request: RequestOf<Action>,
  exchange: Exchange,
) => Promise<Answer>;

/** What answers each action, loaded when it is asked for. */
const ACTIONS: { readonly [Action in WrapperAction]: () => Promise<Perform<Action>> } = {
  plan: async () => (await import('./plan.ts')).plan,
  run: async () => (await import('./run.ts')).run,
  resume: async () => (await import('./continuation.ts')).continuation,
  rollback: async () => (await import('./continuation.ts')).continuation,
  diagnose: async () => (await import('./diagnose.ts')).diagnose,
  'excluded-port-ranges': async () => (await import('./excluded-port-ranges.ts')).excludedPortRanges,
  'dynamic-port-ranges': async () => (await import('./dynamic-port-ranges.ts')).dynamicPortRanges,
  parse: async () => (await import('./parse.ts')).parse,
  runs: async () => (await import('./runs.ts')).runs,
  show: async () => (await import('./show.ts')).show,
  test: async () => (await import('./test.ts')).test,
  suggest: async () => (await import('./suggest.ts')).suggest,
  map: async () => (await import('./map.ts')).map,
  support: async () => (await import('./support.ts')).support,
  report: async () => (await import('./report.ts')).report,
  watch: async () => (await import('./watch.ts')).watch,
  'simulate-boots': async () => (await import('./simulate-boots.ts')).simulateBoots,
  'create-machine': async () => (await import('./create-machine.ts')).createMachine,
  'reboot-machine': async () => (await import('./reboot-machine.ts')).rebootMachine,
  observe: async () => (await import('./observe.ts')).observe,
};

/** Carries a request out; @returns the message that ends it, whatever happens. */
export async function performRequest(request: WrapperRequest, exchange: Exchange): Promise<LastMessage> {
  try {
    await warnOfUnfinishedRuns(request, exchange);
    return { type: 'result', ...(await perform(request.action, request, exchange)) };
  } catch (error) {
    return errorMessage(error, exchange.terminal);
  }
}

async function perform<Action extends WrapperAction>(
  action: Action,
  request: RequestOf<Action>,
  exchange: Exchange,
): Promise<Answer> {
  const act = await ACTIONS[action]();
  return act(request, exchange);
}
