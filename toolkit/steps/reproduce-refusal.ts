import type { AnyStep } from '../scenario/step.ts';
import { expectBindRefused } from './expect-bind-refused.ts';
import { expectDockerPortError } from './expect-docker-port-error.ts';
import type { PortTarget } from './port-target.ts';
import { withContainerRun } from './with-container-run.ts';
import { withDynamicPortRange } from './with-dynamic-port-range.ts';
import { withPersistentReservation } from './with-persistent-reservation.ts';
import { withWinNatRedrawnOnto } from './with-winnat-redrawn-onto.ts';

/** How a refused bind is brought about. */
export const REPRODUCE_METHODS = ['auto', 'existing', 'reservation', 'redraw'] as const;
export type ReproduceMethod = (typeof REPRODUCE_METHODS)[number];

export interface ReproduceOptions {
  readonly method: ReproduceMethod;
  readonly port: number;
  readonly image?: string | undefined;
  readonly disturb: boolean;
  readonly cycles: number;
}

const CONTAINER = 'portwright-reproduce';
/** The range old tuning guides leave behind: every user port can be drawn. */
const WIDE_RANGE = { startPort: 1024, numberOfPorts: 64511 };

/** Steps that show WSAEACCES on a port nobody listens on, and leave nothing behind. */
export function reproduceRefusal({
  method,
  port,
  image,
  disturb,
  cycles,
}: ReproduceOptions): readonly AnyStep[] {
  const range = { startPort: port, numberOfPorts: 1 };
  const byMethod: Readonly<Record<ReproduceMethod, () => readonly AnyStep[]>> = {
    auto: () => [
      withPersistentReservation(
        { protocol: 'tcp', range, onlyWithoutBlock: true },
        proofs({ preferred: port }, image),
      ),
    ],
    existing: () => proofs({ preferred: port }, image),
    reservation: () => [withPersistentReservation({ protocol: 'tcp', range }, proofs(port, image))],
    redraw: () => [
      withDynamicPortRange({ protocol: 'tcp', range: WIDE_RANGE }, [
        withWinNatRedrawnOnto({ port, cycles, disturb }, proofs(port, image)),
      ]),
    ],
  };
  return byMethod[method]();
}

function proofs(target: PortTarget, image: string | undefined): readonly AnyStep[] {
  return [
    expectBindRefused(target),
    withContainerRun({ name: CONTAINER, image, target, containerPort: 80 }, [
      expectDockerPortError(CONTAINER, image),
    ]),
  ];
}
