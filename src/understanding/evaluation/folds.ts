/**
 * Deals items out into folds so that each label is spread over all of them. The same items always
 * go the same way.
 * @returns for each item its fold, 0 to `count` - 1
 */
export function dealFolds(labels: readonly string[], count: number): number[] {
  const dealt = new Map<string, number>();
  const folds = labels.map(() => 0);
  for (const at of shuffled(labels.length)) {
    const label = labels[at] ?? '';
    const before = dealt.get(label) ?? 0;
    folds[at] = before % count;
    dealt.set(label, before + 1);
  }
  return folds;
}

/** Park and Miller's generator: an order without a pattern, and always the same. */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = 2_026;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
