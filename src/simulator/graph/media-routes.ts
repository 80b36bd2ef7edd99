import { Router, type Response } from 'express';
import type { MediaStore } from './media.ts';
import type { GraphStandIn } from './stand-in.ts';

/** Shown in the page; every other type is only handed over as a file. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/|video\/)/;
/** A person's file must never run as a page of this server. */
const SAFE = { 'Content-Security-Policy': "sandbox; default-src 'none'" };

/** Media under `/media`, as Meta's CDN serves them. */
export function mediaRoutes(standIn: GraphStandIn): Router {
  const router = Router();
  router.get('/media/profile/:psid', (request, response) => {
    const person = standIn.people.find(request.params.psid);
    const letter = /[^เแโใไ\s]/u.exec(person?.firstName ?? '')?.[0];
    if (letter === undefined) response.status(404).type('text/plain').send('Bad URL hash');
    else sendSymbol(response, letter, '#3b5b92');
  });
  router.get('/media/sticker/:id', (_request, response) => sendSymbol(response, '👍', '#ffffff'));
  router.get('/media/:id{/:name}', (request, response) =>
    sendMedia(standIn.media, request.params.id, response),
  );
  return router;
}

/** Serves uploaded bytes, or answers as Meta's CDN does once the link is dead. */
export function sendMedia(media: MediaStore, id: string, response: Response): void {
  const item = media.get(id);
  response.set(SAFE).set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' });
  if (item === null) {
    response.status(404).type('text/plain').send('Bad URL hash');
    return;
  }
  if (media.isExpired(item)) {
    response.status(403).type('text/plain').send('URL signature expired');
    return;
  }
  const kind = SHOWN.test(item.mediaType) ? 'inline' : 'attachment';
  response
    .set('Content-Disposition', `${kind}; filename*=UTF-8''${encodeURIComponent(item.name)}`)
    .set('Content-Type', item.mediaType)
    .send(item.bytes);
}

function sendSymbol(response: Response, symbol: string, background: string): void {
  const text = symbol.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  response
    .set(SAFE)
    .type('image/svg+xml')
    .send(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="${background}"/><text x="48" y="62" font-size="40" text-anchor="middle" fill="#fff" font-family="sans-serif">${text}</text></svg>`,
    );
}
