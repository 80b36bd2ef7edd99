/** When each message was taken, and when whose desk showed it; and what each request took. */
export class Timings {
  #at = new Map();
  #open = new Map();
  #figures = new Map();
  /** Messages to conversations that are open on a screen. */
  #onScreen = 0;

  /** Before the webhook is called: an event may come before its answer does. */
  sent(id, text, isOnScreen) {
    if (isOnScreen) this.#onScreen += 1;
    const message = { id, text, accepted: null, early: [] };
    this.#at.set(text, message);
    this.#open.set(id, text);
  }

  accepted(id, text) {
    const message = this.#at.get(text);
    message.accepted = performance.now();
    for (const [name, at] of message.early) this.#keep(name, Math.max(0, at - message.accepted));
  }

  event(desk, id) {
    const message = this.#at.get(this.#open.get(id));
    if (message !== undefined && desk.conversation === id) {
      this.#once(message, 'webhook to event at the desk');
    }
  }

  line(_desk, text) {
    const message = this.#at.get(text);
    if (message !== undefined) this.#once(message, 'webhook to line in the open thread');
  }

  row(desk, id, text) {
    const message = this.#at.get(text);
    if (message?.id === id) this.#once(message, `webhook to row in the list: ${desk.list}`);
  }

  request(name, took) {
    this.#keep(name, took);
  }

  /** How many lines that belong on a screen have never been shown there. */
  get missing() {
    return this.#onScreen - (this.#figures.get('webhook to line in the open thread') ?? []).length;
  }

  p95(name) {
    return quantile(this.#figures.get(name) ?? [], 0.95);
  }

  table(seconds) {
    const names = [...this.#figures.keys()].toSorted();
    return Object.fromEntries(
      names.map((name) => {
        const all = this.#figures.get(name);
        const [p50, p95] = [0.5, 0.95].map((share) => Number(quantile(all, share).toFixed(1)));
        const perSecond = Number((all.length / seconds).toFixed(1));
        return [name, { count: all.length, 'a second': perSecond, 'p50 ms': p50, 'p95 ms': p95 }];
      }),
    );
  }

  #once(message, name) {
    if (message[name]) return;
    message[name] = true;
    if (message.accepted === null) message.early.push([name, performance.now()]);
    else this.#keep(name, performance.now() - message.accepted);
  }

  #keep(name, took) {
    const known = this.#figures.get(name);
    if (known === undefined) this.#figures.set(name, [took]);
    else known.push(took);
  }
}

function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
