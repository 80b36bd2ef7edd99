/**
 * What a receipt's link carries: `/track?ref=CODE#secret=WORD`. The secret stands behind the `#`
 * only, which browsers never send, and is taken out of the address at once.
 */
export function readLink(): { readonly reference: string; readonly secret: string } {
  const reference = new URLSearchParams(location.search).get('ref') ?? '';
  const secret = new URLSearchParams(location.hash.slice(1)).get('secret') ?? '';
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  return { reference: reference.slice(0, 60), secret: secret.slice(0, 60) };
}
