import { z } from 'zod';
import {
  acceptOutageParameter,
  attributeBlocks,
  defineScenario,
  withWinNatStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'attribute-blocks',
  title: 'Find out which service holds which block',
  summary:
    'Stops winnat for a moment, sees which rows of the tables go away and which stay, and starts it again. It disturbs whoever uses winnat, and the blocks lie elsewhere afterwards.',
  platform: 'windows',
  repeats: true,
  parameters: z.strictObject({ acceptOutage: acceptOutageParameter }),
  steps: ({ acceptOutage }) => {
    const { before, whileStopped, afterwards } = attributeBlocks();
    return [before, withWinNatStopped({ ports: [], always: true, acceptOutage }, [whileStopped]), afterwards];
  },
});
