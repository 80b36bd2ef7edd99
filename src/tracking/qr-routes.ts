import express, { type Router } from 'express';
import { parseReferenceCode } from '../domain/reference-code.ts';

/**
 * The tracking link of a case as a QR code, without its secret. It tells nothing of whether there is
 * such a case: any code that is written right has one.
 */
export function qrRoutes(of: {
  readonly trackPage: string | null;
  readonly qrPicture: (link: string) => Promise<Buffer>;
}): Router {
  const { trackPage, qrPicture } = of;
  const router = express.Router();
  router.get('/track/qr/:file', async (request, response, next) => {
    const { file } = request.params;
    const parsed = parseReferenceCode(file.replace(/\.png$/, ''));
    if (trackPage === null || parsed.status !== 'ok' || file !== `${parsed.reference}.png`) {
      next();
      return;
    }
    const picture = await qrPicture(`${trackPage}?ref=${parsed.reference}`);
    response.set('Cache-Control', 'public, max-age=86400').type('image/png').send(picture);
  });
  return router;
}
