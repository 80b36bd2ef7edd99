import { z } from 'zod';
import type { SharedItem } from '../../domain/message.ts';

const element = z.looseObject({ title: z.string(), subtitle: z.string().optional() });
const shared = z.looseObject({
  type: z.string(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  payload: z
    .looseObject({
      title: z.string().nullish(),
      url: z.string().nullish(),
      coordinates: z.looseObject({ lat: z.number(), long: z.number() }).optional(),
      product: z.looseObject({ elements: z.array(element) }).optional(),
    })
    .nullish(),
});

const KINDS: Readonly<Record<string, SharedItem['kind']>> = {
  fallback: 'link',
  post: 'post',
  ig_post: 'post',
  reel: 'reel',
  ig_reel: 'reel',
  location: 'location',
  template: 'product',
  appointment_booking: 'appointment',
};

/**
 * What was shared that is no file: a link, a post, a place. Title and address come in the payload or,
 * in older forms, beside it; something unsupported comes with neither.
 */
export function readShared(attachment: unknown): SharedItem {
  const parsed = shared.safeParse(attachment);
  if (!parsed.success) return { kind: 'other', title: null, url: null };
  const { type, title, url, payload } = parsed.data;
  const [product] = payload?.product?.elements ?? [];
  const place = payload?.coordinates;
  const named =
    payload?.title ||
    title ||
    (product && [product.title, product.subtitle ?? ''].join(' ').trim()) ||
    (place && `${place.lat}, ${place.long}`) ||
    null;
  return { kind: KINDS[type] ?? 'other', title: named, url: addressOf(payload?.url ?? url ?? '') };
}

/** The words of an action as the bot hears them: with the links that stand beside the text only. */
export function heardWords(action: {
  readonly text: string;
  readonly shared: readonly SharedItem[];
}): string {
  const links = action.shared.flatMap(({ kind, url }) =>
    url !== null && LINKS.includes(kind) && !mentions(action.text, url) ? [url] : [],
  );
  return [action.text, ...links].join(' ').trim();
}

const LINKS: readonly SharedItem['kind'][] = ['link', 'post', 'reel'];

function mentions(text: string, address: string): boolean {
  const { host, pathname } = new URL(address);
  const place = `${host.replace(/^(?:www|m)\./, '')}${pathname.replace(/\/$/, '')}`;
  return text.toLowerCase().includes(place.toLowerCase());
}

/** A web address; Facebook's own way out to it is taken off. Null for everything else. */
function addressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return null;
  const isWayOut = /(?:^|\.)facebook\.com$/.test(url.hostname) && url.pathname === '/l.php';
  const target = isWayOut ? addressOf(url.searchParams.get('u') ?? '') : null;
  return target ?? text;
}
