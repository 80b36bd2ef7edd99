import { z } from 'zod';

const size = (usual: number) => z.coerce.number().int().positive().default(usual);

/** How much `npm run test:faults` asks for; without it, as much as `npm test` has time for. */
export const sizes = z
  .object({
    FAULT_KILLS: size(6),
    FAULT_EVENTS: size(150),
    /** Courses of each race and of each mix of faults. */
    FAULT_SEEDS: size(50),
    /** What the chances of kills and events begin with. */
    FAULT_SEED: z.coerce.number().int().nonnegative().default(1),
    FAULT_ENGINE: z.enum(['sqlite', 'mongo']).default('sqlite'),
    /** Where the findings are written to, a JSON line each. */
    FAULT_REPORT: z.string().optional(),
  })
  .parse(process.env);
