/**
 * The token stands behind the `#` of the link, which browsers never send. It stays there, so that
 * an officer who reloads the page or keeps the tab comes back to it.
 */
export function readToken(): string {
  return location.hash.slice(1, 201);
}
