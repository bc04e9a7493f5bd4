import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { planDocument } from '../../report/plan-document.ts';
import { parseParameters } from '../../scenario/parse-parameters.ts';
import { refusals } from '../../scenario/plan.ts';
import { findScenario } from '../find-scenario.ts';
import { openHost } from '../host-options.ts';
import { makePlan } from '../make-plan.ts';
import { withUserProfile } from '../user-profile.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';

/** Plans a scenario and changes nothing. Exit code 1 where the plan would be refused. */
export async function plan(request: RequestOf<'plan'>, { terminal, send }: Exchange): Promise<Answer> {
  const { scenario } = await findScenario(request.scenario);
  const parameters = parseParameters(
    scenario,
    withUserProfile(scenario, request.parameters, request.host.kind, terminal),
  );
  const host = await openHost(requestedHost(request.host), terminal, 'look');
  try {
    const made = await makePlan(host, { scenario, parameters }, terminal);
    const document = planDocument(made);
    send({ type: 'plan', plan: document });
    return { document, exitCode: refusals(made).length > 0 ? 1 : 0 };
  } finally {
    await host.close();
  }
}
