interface Desk {
  readonly running: { readonly url: string };
}

/** A signed-in member of staff at the HTTP interface. */
export class StaffClient {
  readonly #desk: Desk;
  #cookie = '';
  #csrf = '';

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** @param code of the second factor */
  async signIn(username = 'admin', password = 'a-long-password', code?: string): Promise<number> {
    const response = await fetch(`${this.#desk.running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, ...(code !== undefined && { code }) }),
    });
    this.#cookie = '';
    await this.#keepSession(response);
    return response.status;
  }

  async request(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.#desk.running.url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-csrf-token': this.#csrf,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (method !== 'GET') await this.#keepSession(response.clone());
    return response;
  }

  /** A browser keeps a new session's cookie, and the page its token. */
  async #keepSession(response: Response): Promise<void> {
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    if (!cookie.startsWith('session=')) return;
    this.#cookie = cookie;
    const body = (await response.json().catch(() => ({}))) as { csrfToken?: string };
    this.#csrf = body.csrfToken ?? '';
  }

  upload(path: string, bytes: Buffer): Promise<Response> {
    return fetch(`${this.#desk.running.url}${path}`, {
      method: 'POST',
      headers: {
        cookie: this.#cookie,
        'x-csrf-token': this.#csrf,
        'content-type': 'application/octet-stream',
      },
      body: new Uint8Array(bytes),
    });
  }

  async get<Body>(path: string): Promise<Body> {
    return (await (await this.request('GET', path)).json()) as Body;
  }
}
