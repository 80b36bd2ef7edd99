import express, { type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { trackCase } from '../casework/track-case.ts';
import { Problem, readInput } from '../http/problem.ts';
import type { Store } from '../ports.ts';

const question = z.object({ reference: z.string().max(60), secret: z.string().max(60) });

/** `POST /api/track`: status by code and secret. Unknown and forbidden look the same; guessing is slow. */
export function trackingRoutes(store: Store): Router {
  const router = express.Router();
  const limit = rateLimit({
    windowMs: 10 * 60_000,
    limit: 20,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  });
  router.post('/api/track', limit, express.json({ limit: '10kb' }), async (request, response) => {
    const { reference, secret } = readInput(question, request.body);
    const found = await trackCase(store, reference, secret);
    if (found === null) throw new Problem(404, 'No case with this code and secret.');
    response.json({
      ...found,
      createdAt: new Date(found.createdAt).toISOString(),
      updatedAt: new Date(found.updatedAt).toISOString(),
    });
  });
  return router;
}
