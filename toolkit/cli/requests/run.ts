import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { planDocument } from '../../report/plan-document.ts';
import { runDocument } from '../../report/run-document.ts';
import { parseParameters } from '../../scenario/parse-parameters.ts';
import { runScenario } from '../../scenario/run-scenario.ts';
import { findScenario } from '../find-scenario.ts';
import { fitHost } from '../fit-host.ts';
import { openHost } from '../host-options.ts';
import { runSettings } from '../run-settings.ts';
import { withUserProfile } from '../user-profile.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';

/** Carries a scenario out: asked for, unless the request brings the fingerprint of a plan that somebody has agreed to. */
export async function run(request: RequestOf<'run'>, exchange: Exchange): Promise<Answer> {
  const { terminal, send, approval } = exchange;
  const found = await findScenario(request.scenario);
  const parameters = parseParameters(
    found.scenario,
    withUserProfile(found.scenario, request.parameters, request.host.kind, terminal),
  );
  const options = requestedHost(request.host);
  const host = await openHost(options, terminal, 'run');
  try {
    fitHost(found.scenario, host);
    const settings = runSettings(host, options, terminal, (event) => send({ type: 'step', event }));
    const summary = await runScenario(settings, {
      ...found,
      parameters,
      onPlan: (plan) => send({ type: 'plan', plan: planDocument(plan) }),
      ...(request.approved === undefined ? { approve: approval } : { expected: request.approved }),
    });
    return { document: runDocument(summary), exitCode: summary.exitCode };
  } finally {
    await host.close();
  }
}
