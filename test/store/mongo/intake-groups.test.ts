import { expect } from 'chai';
import { mongo } from 'mongoose';
import { IntakeGroups, type DueEvent } from '../../../src/store/mongo/intake-groups.ts';
import { aPerson, anEvent, NOW } from '../../contracts/samples.ts';

/** A store that answers when it is told to. */
class SlowStore {
  readonly asked: (readonly DueEvent[])[] = [];
  readonly #answers: (() => void)[] = [];
  readonly #known = new Set<string>();
  fails: (events: readonly DueEvent[]) => Error | null = () => null;

  readonly store = (events: readonly DueEvent[]): Promise<ReadonlySet<string>> => {
    this.asked.push(events);
    return new Promise((resolve, reject) => {
      this.#answers.push(() => {
        const error = this.fails(events);
        if (error !== null) return reject(error);
        const fresh = new Set(events.map(({ event }) => event.key));
        for (const key of this.#known) fresh.delete(key);
        for (const key of fresh) this.#known.add(key);
        resolve(fresh);
      });
    });
  };

  /** Answers all that is asked, and what is asked thereupon, until nothing is. */
  async answerAll(): Promise<void> {
    for (let answer = this.#answers.shift(); answer; answer = this.#answers.shift()) {
      answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('bodies that come to MongoDB at the same time', () => {
  const slow = () => {
    const store = new SlowStore();
    return { store, groups: new IntakeGroups(store.store) };
  };

  it('never have one conversation in two transactions, and keep its order', async () => {
    const { store, groups } = slow();
    const [one, other] = [aPerson(), aPerson()];
    const bodies = [one, one, one, other].map((person) => [anEvent(person)]);
    const all = bodies.map((events) => groups.add(events, NOW));
    const keys = () => store.asked.map((events) => events.map(({ event }) => event.key));
    const keyOf = (at: number) => bodies[at]?.[0]?.key;
    expect(keys(), 'at once').to.deep.equal([[keyOf(0)], [keyOf(3)]]);
    await store.answerAll();
    expect(keys()[2], 'together, behind the first').to.deep.equal([keyOf(1), keyOf(2)]);
    for (const result of await Promise.all(all)) {
      expect(result).to.deep.equal({ stored: 1, duplicates: 0 });
    }
  });

  it('are told each what was new of theirs', async () => {
    const { store, groups } = slow();
    const person = aPerson();
    const [first, event, fresh] = [anEvent(person), anEvent(person), anEvent(person)];
    const all = [[first], [event], [event, fresh]].map((events) => groups.add(events, NOW));
    await store.answerAll();
    expect(await Promise.all(all)).to.deep.equal([
      { stored: 1, duplicates: 0 },
      { stored: 1, duplicates: 0 },
      { stored: 1, duplicates: 1 },
    ]);
    expect(store.asked).to.have.length(2);
  });

  it('do each other no harm when one cannot be stored', async () => {
    const { store, groups } = slow();
    const person = aPerson();
    const broken = anEvent(person);
    store.fails = (events) =>
      events.some(({ event }) => event === broken) ? new TypeError('no such kind') : null;
    const all = [[anEvent(person)], [broken], [anEvent(person)]].map((events) =>
      groups.add(events, NOW).then(
        ({ stored }) => stored,
        (error: Error) => error.message,
      ),
    );
    await store.answerAll();
    expect(await Promise.all(all)).to.deep.equal([1, 'no such kind', 1]);
  });

  it('are all refused at once when MongoDB takes nothing, and others go on', async () => {
    const { store, groups } = slow();
    const person = aPerson();
    const refusal = new mongo.MongoNetworkError('gone');
    store.fails = () => refusal;
    const all = [1, 2, 3].map(() =>
      groups.add([anEvent(person)], NOW).catch((error: unknown) => error),
    );
    await store.answerAll();
    expect(await Promise.all(all)).to.deep.equal([refusal, refusal, refusal]);
    expect(store.asked, 'the first, and the other two together').to.have.length(2);
    store.fails = () => null;
    const after = groups.add([anEvent(person)], NOW);
    await store.answerAll();
    expect((await after).stored).to.equal(1);
  });
});
