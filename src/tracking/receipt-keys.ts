import express, { type Router } from 'express';
import type { Receipts } from '../ports.ts';

/** The public keys of receipts, for whoever verifies one without us. */
export function receiptKeyRoutes(receipts: Pick<Receipts, 'publicKeys'>): Router {
  const router = express.Router();
  router.get('/track/receipt-key', async (_request, response) => {
    const items = (await receipts.publicKeys()).map(({ id, pem, madeAt }) => ({
      id,
      algorithm: 'Ed25519',
      madeAt: new Date(madeAt).toISOString(),
      publicKey: pem,
    }));
    response.json({ items, nextCursor: null });
  });
  router.get('/track/receipt-key.pem', async (_request, response) => {
    const pems = (await receipts.publicKeys()).map(({ pem }) => pem);
    response.type('application/x-pem-file').send(pems.join(''));
  });
  return router;
}
