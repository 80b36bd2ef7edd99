import { expect } from 'chai';
import { typesByDay } from '../../src/desk/web/supervisor/types-by-day.ts';

const none = { requested: 0, answered: 0, broken: 0, cases: 0 };

describe('new cases by type and day', () => {
  it('name the most frequent types, and count what is left as others', () => {
    const types = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((type, index) => ({
      type,
      count: 10 - index,
    }));
    const days = ['2026-11-24', '2026-11-25'].map((day) => ({ day, ...none }));
    const counted = [
      { day: '2026-11-25', type: 'a', count: 4 },
      { day: '2026-11-25', type: 'f', count: 2 },
      { day: '2026-11-25', type: 'g', count: 3 },
    ];
    const found = typesByDay({ days, types, typesByDay: counted });
    expect(found.named).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    const empty = { a: 0, b: 0, c: 0, d: 0, e: 0, others: 0 };
    expect(found.days).to.deep.equal([
      { day: '2026-11-24', counts: empty },
      { day: '2026-11-25', counts: { ...empty, a: 4, others: 5 } },
    ]);
  });
});
