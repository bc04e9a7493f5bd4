import { z } from 'zod';
import { MEASURES } from '../../simulation/forecast-hits.ts';
import { PLACEMENTS } from '../../simulation/simulate-boots.ts';
import type { Immutable } from './immutable.ts';
import { port, portSource, protocol, schemaVersion, snapshotKind, span } from './shared-schema.ts';

const probability = z.number().min(0).max(1);
const place = z.enum(['drawn-from', 'outside-range', 'kept', 'held', 'in-use', 'no-room']);
const chance = z.object({
  hits: z.int().min(0),
  trials: z.int().min(1).describe('Boots that were simulated'),
  share: probability.describe('hits ÷ trials'),
  low: probability.describe('Lower end of the 95 % interval (Wilson)'),
  high: probability.describe('Upper end of it'),
  uniform: probability.describe('The closed form for blocks that are placed uniformly, for comparison'),
});

/** What `portwright simulate boots --json` prints. */
export const forecastSchema = z
  .object({
    schemaVersion,
    host: z.object({ kind: snapshotKind }),
    ports: z
      .array(z.object({ port, protocol, sources: z.array(portSource) }))
      .describe('What is estimated, and every place that names it'),
    ranges: z
      .array(z.object({ protocol, ...span, name: z.string().optional() }))
      .describe('The same as it was named; with `name`, tools that take it by default, where nothing was'),
    boots: z.int().min(1),
    seed: z.int(),
    placement: z.enum(PLACEMENTS),
    dynamicPortRanges: z.array(z.object({ protocol, ...span })).describe('What winnat draws from now'),
    assumptions: z.array(z.string()).describe('The numbers are a model’s, and hold only as far as these do'),
    forecasts: z.array(
      z.object({
        measure: z.enum(MEASURES).describe('What is done before the boot; `restart-winnat` draws at once'),
        ports: z.array(
          z.object({
            port,
            protocol,
            place: place.describe('Whether winnat draws blocks over the port, or why not'),
            chance: chance.optional().describe('Only with `drawn-from`'),
          }),
        ),
        ranges: z
          .array(
            z.object({
              protocol,
              ...span,
              places: z.array(place).describe('Where its ports stand, each place once'),
              chance: chance.optional().describe('At least one of its ports'),
            }),
          )
          .describe('One for each of `ranges`'),
        any: chance.optional().describe('At least one of the ports; absent where no block is drawn over any'),
      }),
    ),
  })
  .describe(
    'A model’s estimate of how often winnat takes ports, as `portwright simulate boots --json` prints it',
  );

export type ForecastDocument = Immutable<z.output<typeof forecastSchema>>;
