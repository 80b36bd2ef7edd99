import type { Raster } from './raster.ts';

const DARK = 128;

function isInk({ width, height, grey }: Raster, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < width && y < height && (grey[y * width + x] ?? 255) < DARK;
}

/** The part of a picture that has ink, without its white surroundings. */
export function trimmed(raster: Raster): Raster {
  let [left, right, top, bottom] = [raster.width, -1, raster.height, -1];
  for (let y = 0; y < raster.height; y += 1)
    for (let x = 0; x < raster.width; x += 1)
      if (isInk(raster, x, y)) {
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
  return right < 0
    ? { width: 0, height: 0, grey: new Uint8Array() }
    : cut(raster, left, right, top, bottom);
}

function cut(raster: Raster, left: number, right: number, top: number, bottom: number): Raster {
  const [width, height] = [right - left + 1, bottom - top + 1];
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * raster.width + left;
    grey.set(raster.grey.subarray(from, from + width), y * width);
  }
  return { width, height, grey };
}

/** Parts of a page that lie one below the other, with at least `gap` white rows between them. */
export function groups(page: Raster, gap: number): readonly Raster[] {
  const found: Raster[] = [];
  let [first, last] = [-1, -1];
  for (let y = 0; y < page.height; y += 1) {
    const row = page.grey.subarray(y * page.width, (y + 1) * page.width);
    if (!row.some((value) => value < DARK)) continue;
    if (first >= 0 && y - last > gap) {
      found.push(trimmed(cut(page, 0, page.width - 1, first, last)));
      first = -1;
    }
    if (first < 0) first = y;
    last = y;
  }
  if (first >= 0) found.push(trimmed(cut(page, 0, page.width - 1, first, last)));
  return found;
}

/** The rows of a page between two heights, given as parts of the whole. */
export function between(page: Raster, from: number, to: number): Raster {
  const [top, bottom] = [Math.round(from * page.height), Math.round(to * page.height)];
  return cut(page, 0, page.width - 1, top, bottom - 1);
}

/**
 * How many dark pixels of either picture have none of the other within `reach` pixels, per thousand
 * dark ones, at the best of the positions that rounding leaves open. A mark at the wrong place
 * counts whole; the edges of equal letters do not.
 */
export function misplacedInk(one: Raster, other: Raster, reach: number): number {
  const shifts = [-1, 0, 1];
  return Math.min(
    ...shifts.flatMap((dx) =>
      shifts.map((dy) => {
        const there = lone(one, other, { reach, dx, dy });
        const back = lone(other, one, { reach, dx: -dx, dy: -dy });
        return ((there.lone + back.lone) / Math.max(1, there.ink + back.ink)) * 1000;
      }),
    ),
  );
}

interface Offset {
  readonly reach: number;
  readonly dx: number;
  readonly dy: number;
}

function lone(of: Raster, from: Raster, { reach, dx, dy }: Offset): { lone: number; ink: number } {
  let [count, ink] = [0, 0];
  for (let y = 0; y < of.height; y += 1)
    for (let x = 0; x < of.width; x += 1)
      if (isInk(of, x, y)) {
        ink += 1;
        if (!nearInk(from, x + dx, y + dy, reach)) count += 1;
      }
  return { lone: count, ink };
}

function nearInk(raster: Raster, x: number, y: number, reach: number): boolean {
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) if (isInk(raster, x + dx, y + dy)) return true;
  return false;
}
