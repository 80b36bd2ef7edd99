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

  async signIn(username = 'admin', password = 'a-long-password'): Promise<number> {
    const response = await fetch(`${this.#desk.running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    const body = (await response.json()) as { csrfToken?: string };
    this.#csrf = body.csrfToken ?? '';
    return response.status;
  }

  request(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.#desk.running.url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-csrf-token': this.#csrf,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  async get<Body>(path: string): Promise<Body> {
    return (await (await this.request('GET', path)).json()) as Body;
  }
}
