import { expect } from 'chai';
import type { CaseQuery, ConversationQuery, Page } from '../../src/ports.ts';
import { staffId } from '../../src/domain/ids.ts';
import { NO_MARKS } from '../../src/domain/line-marks.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { partyKey, personKey } from '../../src/domain/party-key.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;

export function readingContract({ store }: Engine): void {
  describe('reading', () => {
    /** Everything of a list, page by page. */
    const all = async <Item>(read: (cursor?: string) => Promise<Page<Item>>): Promise<Item[]> => {
      const found: Item[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 100; pages += 1) {
        const page = await read(cursor);
        found.push(...page.items);
        if (page.nextCursor === null) return found;
        cursor = page.nextCursor;
      }
      throw new Error('The list does not end.');
    };
    const conversations = (query: Omit<ConversationQuery, 'limit'>) =>
      all((cursor) => store().conversations({ ...query, limit: 2, ...(cursor && { cursor }) }));
    const cases = (query: Omit<CaseQuery, 'limit'>) =>
      all((cursor) => store().cases({ ...query, limit: 2, ...(cursor && { cursor }) }));

    it('answers null or nothing for what is not there', async () => {
      const nobody = sample.aPerson();
      expect(await store().conversation(nobody.id)).to.equal(null);
      expect(await store().openHandoff(nobody.id)).to.equal(null);
      expect(await store().evidence(sample.anEvidence(nobody).id)).to.equal(null);
      expect(await store().messages(nobody.id, { before: null, limit: 5 })).to.deep.equal([]);
    });

    it('lists an agent’s conversations latest first, page by page, without gaps', async () => {
      const staff = staffId(systemIds.next());
      const ids: string[] = [];
      for (let minute = 0; minute < 5; minute += 1) {
        const person = sample.aPerson();
        const control = {
          holder: 'agent' as const,
          staffId: staff,
          name: 'สมหญิง',
          handoffId: null,
          since: NOW,
        };
        // Two share a time: the id decides.
        const updatedAt = NOW + Math.floor(minute / 2) * 60_000;
        const next = sample.aConversation(person, { control, updatedAt });
        await store().commit({ conversation: { expectedVersion: 0, next } });
        ids.push(person.id);
      }
      const listed = await conversations({ control: 'agent', assignee: staff });
      expect(listed.map(({ id }) => id).toSorted()).to.deep.equal(ids.toSorted());
      const times = listed.map(({ updatedAt }) => updatedAt);
      expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
    });

    it('lists what is laid aside, or all else', async () => {
      const staff = staffId(`staff-aside-${systemIds.next()}`);
      const ids = await Promise.all(
        [undefined, NOW + 60_000].map(async (snoozedUntil) => {
          const person = sample.aPerson();
          const control = {
            holder: 'agent',
            staffId: staff,
            name: 'Mali',
            handoffId: null,
            since: NOW,
            ...(snoozedUntil !== undefined && { snoozedUntil }),
          } as const;
          const next = sample.aConversation(person, { control });
          await store().commit({ conversation: { expectedVersion: 0, next } });
          return person.id;
        }),
      );
      const listed = async (snoozed: boolean) =>
        (await conversations({ assignee: staff, snoozed })).map(({ id }) => id);
      expect([await listed(false), await listed(true)]).to.deep.equal(ids.map((id) => [id]));
      expect(await conversations({ assignee: staff })).to.have.length(2);
    });

    it('lists those who wait longest first, and counts by holder', async () => {
      const before = await store().conversationCounts();
      const ids: string[] = [];
      // Who has waited longest wrote last; two came in the same moment.
      for (const [since, wroteAt] of [
        [NOW + 3, NOW + 4],
        [NOW + 2, NOW + 8],
        [NOW + 2, NOW + 7],
        [NOW + 1, NOW + 9],
      ] as const) {
        const person = sample.aPerson();
        const handoffId = sample.aHandoff(person).id;
        const control = { holder: 'queue' as const, handoffId, since };
        const next = sample.aConversation(person, { control, updatedAt: wroteAt });
        await store().commit({ conversation: { expectedVersion: 0, next } });
        ids.push(person.id);
      }
      const listed = await conversations({ control: 'queue', resolved: false });
      const times = listed.map(({ control }) => (control.holder === 'queue' ? control.since : 0));
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
      const own = listed.map(({ id }) => id).filter((id) => ids.includes(id));
      const [last, ...both] = ids.slice(0, 3);
      expect(own).to.deep.equal([ids[3], ...both.toSorted(), last]);
      expect((await store().conversationCounts()).queue).to.equal(before.queue + 4);
    });

    it('takes who was taken over out of the queue', async () => {
      const person = sample.aPerson();
      const handoffId = sample.aHandoff(person).id;
      const waiting = { holder: 'queue' as const, handoffId, since: NOW };
      const held = {
        holder: 'agent' as const,
        staffId: staffId(systemIds.next()),
        name: 'สมหญิง',
        handoffId,
        since: NOW,
      };
      const next = sample.aConversation(person, { control: waiting });
      await store().commit({ conversation: { expectedVersion: 0, next } });
      const taken = { ...next, version: 2, control: held };
      await store().commit({ conversation: { expectedVersion: 1, next: taken } });
      const ids = (await conversations({ control: 'queue' })).map(({ id }) => id);
      expect(ids).to.not.include(person.id);
    });

    it('lists all, resolved or not, latest first', async () => {
      const person = sample.aPerson();
      const resolved = sample.aConversation(person, { resolvedAt: NOW, updatedAt: NOW + 1e9 });
      await store().commit({ conversation: { expectedVersion: 0, next: resolved } });
      const list = await conversations({});
      expect(list[0]?.id).to.equal(person.id);
      const times = list.map(({ updatedAt }) => updatedAt);
      expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
      expect((await conversations({ resolved: false })).map(({ id }) => id)).to.not.include(
        person.id,
      );
      expect((await conversations({ resolved: true }))[0]?.id).to.equal(person.id);
    });

    it('lists one problem type, and the urgent ones, page by page in the list’s order', async () => {
      const ids: string[] = [];
      for (const [problemType, urgent, resolved] of [
        ['gambling', true, false],
        ['gambling', false, false],
        ['gambling', true, true],
        ['job_scam', true, false],
        [null, false, false],
      ] as const) {
        const person = sample.aPerson();
        ids.push(person.id);
        const fields = { problemType, urgent, resolvedAt: resolved ? NOW : null };
        const next = sample.aConversation(person, { ...fields, updatedAt: NOW + ids.length });
        await store().commit({ conversation: { expectedVersion: 0, next } });
      }
      const found = async (query: Omit<ConversationQuery, 'limit'>) =>
        (await conversations(query)).map(({ id }) => ids.indexOf(id)).filter((index) => index >= 0);
      expect(await found({ type: 'gambling' })).to.deep.equal([2, 1, 0]);
      expect(await found({ urgent: true })).to.deep.equal([3, 2, 0]);
      expect(await found({ urgent: false })).to.deep.equal([4, 1]);
      expect(await found({ type: 'gambling', urgent: true, resolved: false })).to.deep.equal([0]);
      expect(await found({ type: 'gambling', control: 'queue' })).to.deep.equal([]);
    });

    it('finds by a part of a name, of a line in Thai and of a code, taken literally', async () => {
      const person = sample.aPerson();
      const word = `มะลิ${person.psid}`;
      const line = sample.aConsumerLine(person, 1, `ร้านเสื้อน้อง${word} 100% [ของแท้] "ABC"`);
      const next = sample.aConversation(person, { name: `สมศรี${person.psid}` });
      await store().commit({ conversation: { expectedVersion: 0, next }, messages: [line] });
      for (const q of [
        word,
        `สมศรี${person.psid}`,
        `น้อง${word} 100% [ของ`,
        ` ${word} 100% [ของแท้] "abc"`,
        person.psid,
      ]) {
        expect((await conversations({ q })).map(({ id }) => id)).to.deep.equal([person.id]);
      }
      for (const q of [`${word}_`, `${word}*`, `${word}" OR "ร้าน`, `${word}%`]) {
        expect(await conversations({ q })).to.deep.equal([]);
      }
    });

    it('finds words of one and two characters in what is new', async () => {
      const person = sample.aPerson();
      const line = sample.aConsumerLine(person, 1, '☂☂');
      const next = sample.aConversation(person, { name: '☀', updatedAt: Date.now() + 1e12 });
      await store().commit({ conversation: { expectedVersion: 0, next }, messages: [line] });
      for (const q of ['☂', '☂☂', '☀']) {
        expect((await conversations({ q })).map(({ id }) => id)).to.deep.equal([person.id]);
      }
      expect(await conversations({ q: '☂☀' })).to.deep.equal([]);
      expect(await conversations({ q: '%' }), 'taken literally').to.not.include(next);
    });

    it('finds what persons wrote as it stands now, and nothing that the bot says to everybody', async () => {
      const person = sample.aPerson();
      const [bot, old, edited] = ['บอท', 'เก่า', 'ใหม่'].map((word) => word + person.psid);
      if (bot === undefined || old === undefined || edited === undefined) throw new Error('words');
      const line = sample.aConsumerLine(person, 2, old);
      const next = sample.aConversation(person, { name: old });
      const messages = [sample.aBotLine(person, 1, bot).line, line];
      await store().commit({ conversation: { expectedVersion: 0, next }, messages });
      const ids = async (q: string) => (await conversations({ q })).map(({ id }) => id);
      expect(await ids(bot)).to.deep.equal([]);
      expect(await ids(old)).to.deep.equal([person.id]);
      const marks = { ...NO_MARKS, takenBackAt: NOW };
      await store().commit({
        conversation: { expectedVersion: 1, next: { ...next, version: 2, name: edited } },
        amended: [{ ...line, marks }],
      });
      expect(await ids(old), 'the name has changed and the line was taken back').to.deep.equal([]);
      expect(await ids(edited)).to.deep.equal([person.id]);
    });

    it('finds by a word of many lines page by page, each conversation once', async () => {
      const word = `คำ${sample.aPerson().psid}`;
      const ids: string[] = [];
      for (let minute = 0; minute < 5; minute += 1) {
        const person = sample.aPerson();
        const lines = [1, 2, 3].map((seq) => sample.aConsumerLine(person, seq, word));
        const next = sample.aConversation(person, {
          updatedAt: NOW - minute,
          name: minute % 2 === 0 ? word : null,
          resolvedAt: minute === 4 ? NOW : null,
        });
        await store().commit({ conversation: { expectedVersion: 0, next }, messages: lines });
        ids.push(person.id);
      }
      const of = (list: readonly { id: string }[]) => list.map(({ id }) => id);
      expect(of(await conversations({ q: word }))).to.deep.equal(ids);
      expect(of(await conversations({ q: word, resolved: true }))).to.deep.equal([ids[4]]);
      expect(await conversations({ q: word, control: 'queue' })).to.deep.equal([]);
    });

    it('gives a thread from its end backwards', async () => {
      const person = sample.aPerson();
      const lines = [1, 2, 3, 4, 5].map((seq) => sample.aBotLine(person, seq).line);
      const next = sample.aConversation(person);
      await store().commit({ conversation: { expectedVersion: 0, next }, messages: lines });
      const seqs = async (before: number | null) =>
        (await store().messages(person.id, { before, limit: 2 })).map(({ seq }) => seq);
      expect(await seqs(null)).to.deep.equal([4, 5]);
      expect(await seqs(4)).to.deep.equal([2, 3]);
      expect(await seqs(2)).to.deep.equal([1]);
    });

    it('lists cases by status, type and words', async () => {
      const person = sample.aPerson();
      const holder = `agency-${person.psid}`;
      const made = [1, 2, 3].map((minute) =>
        sample.aCase(person, { holder, updatedAt: NOW + minute }),
      );
      for (const next of made) await store().commit({ cases: [{ expectedVersion: null, next }] });
      const expected = made.map(({ reference }) => reference).toReversed();
      const listed = await cases({ holder, status: 'received', type: 'not_received' });
      expect(listed.map(({ reference }) => reference)).to.deep.equal(expected);
      expect(await cases({ holder, q: 'น้องมะลิ' })).to.have.length(3);
      const [code = ''] = expected;
      expect(await cases({ q: code.toLowerCase() })).to.have.length(1);
      expect(await cases({ holder, status: 'resolved' })).to.deep.equal([]);
    });

    it('finds cases by one character in the list as it is narrowed, latest first, page by page', async () => {
      const person = sample.aPerson();
      const holder = `agency-${person.psid}`;
      const made = [1, 2, 3].map((minute) =>
        sample.aCase(person, { holder, updatedAt: NOW + minute }),
      );
      for (const next of made) await store().commit({ cases: [{ expectedVersion: null, next }] });
      const newest = made.map(({ reference }) => reference).toReversed();
      const query = { holder, q: 'ม', limit: 2 };
      const first = await store().cases(query);
      expect(first.items.map(({ reference }) => reference)).to.deep.equal(newest.slice(0, 2));
      const second = await store().cases({ ...query, cursor: first.nextCursor ?? '' });
      expect(second.items.map(({ reference }) => reference)).to.deep.equal(newest.slice(2));
      expect(second.nextCursor).to.equal(null);
      expect(await cases({ holder, q: '๛' })).to.deep.equal([]);
      expect(await cases({ holder, q: '%' })).to.deep.equal([]);
    });

    it('finds cases by one character of a person’s name, and by a name page by page', async () => {
      const person = sample.aPerson();
      const holder = `agency-${person.psid}`;
      const name = `ฦา${person.psid}`;
      const made = [1, 2, 3].map((minute) =>
        sample.aCase(person, { holder, updatedAt: NOW + minute, facts: {}, parties: [] }),
      );
      const named = sample.aConversation(person, { name });
      await store().commit({
        conversation: { expectedVersion: 0, next: named },
        cases: made.map((next) => ({ expectedVersion: null, next })),
      });
      const newest = made.map(({ reference }) => reference).toReversed();
      for (const q of ['ฦ', name]) {
        const first = await store().cases({ holder, q, limit: 2 });
        expect(first.items.map(({ reference }) => reference)).to.deep.equal(newest.slice(0, 2));
        const rest = await store().cases({ holder, q, limit: 2, cursor: first.nextCursor ?? '' });
        expect(rest.items.map(({ reference }) => reference)).to.deep.equal(newest.slice(2));
      }
    });

    it('finds cases by a long link or name whole, not by its two ends, page by page', async () => {
      const person = sample.aPerson();
      const end = person.psid.padStart(9, '0').slice(-9);
      const withStory = (minute: number, story: string) =>
        sample.aCase(person, {
          updatedAt: NOW + minute,
          parties: [],
          facts: {
            story: {
              value: story,
              source: { by: 'consumer', messageId: null, at: NOW },
            },
          },
        });
      const made = [
        withStory(1, `https://m.facebook.com/shop${end}`),
        withStory(2, `facebook.com/other.page ${end}`),
        withStory(3, `ดู facebook.com/shop${end} นะ`),
      ];
      for (const next of made) await store().commit({ cases: [{ expectedVersion: null, next }] });
      const wanted = [made[2], made[0]].map((record) => record?.reference);
      for (const q of [`https://m.facebook.com/shop${end}`, `facebook.com/shop${end}`]) {
        const first = await store().cases({ q, limit: 1 });
        const rest = await store().cases({ q, limit: 5, cursor: first.nextCursor ?? '' });
        const found = [...first.items, ...rest.items].map(({ reference }) => reference);
        expect(found, q).to.deep.equal(wanted);
      }
    });

    it('finds cases by numbers and links however they are typed, by notes and by the person’s name', async () => {
      const person = sample.aPerson();
      const tail = person.psid.padStart(15, '1').slice(-9);
      const account = `1${tail}`;
      const phone = `08${tail.slice(0, 8)}`;
      const word = `คำ${person.psid}`;
      const next = sample.aCase(person, {
        parties: [
          {
            role: 'seller',
            kind: 'bank_account',
            value: `${account.slice(0, 3)}-${account.slice(3)}`,
          },
          { role: 'seller', kind: 'phone', value: `+66 ${phone.slice(1)}` },
          { role: 'seller', kind: 'url', value: `https://www.Shop${tail}.example/Item/?fbclid=1` },
        ],
        notes: [
          { at: NOW, by: { staffId: sample.aMember().id, name: 'มะลิ' }, text: `โทรแล้ว ${word}` },
        ],
      });
      const named = sample.aConversation(person, { name: `ชื่อ${person.psid}` });
      await store().commit({
        conversation: { expectedVersion: 0, next: named },
        cases: [{ expectedVersion: null, next }],
      });
      const wanted = [
        account,
        `${account.slice(0, 5)} ${account.slice(5)}`,
        phone,
        `${phone.slice(0, 3)}-${phone.slice(3)}`,
        `http://shop${tail}.example/item`,
        word,
        `ชื่อ${person.psid}`,
        next.reference.replaceAll('-', ' '),
      ];
      for (const q of wanted) {
        expect(
          (await cases({ q })).map(({ reference }) => reference),
          q,
        ).to.deep.equal([next.reference]);
      }
      expect(await cases({ q: `${account}9` })).to.deep.equal([]);
    });

    it('gives cases by their keys, newest first, and no longer by a key that was corrected', async () => {
      const [one, two] = [sample.aPerson(), sample.aPerson()];
      const account = {
        role: 'seller',
        kind: 'bank_account',
        value: `1${one.psid}`.slice(0, 12),
      } as const;
      const older = sample.aCase(one, { parties: [account] });
      const newer = sample.aCase(two, { parties: [account], createdAt: NOW + 1 });
      for (const next of [older, newer]) {
        await store().commit({ cases: [{ expectedVersion: null, next }] });
      }
      const key = partyKey(account) ?? '';
      const of = async (...keys: string[]) =>
        (await store().casesByKeys(keys, 5)).map(({ reference }) => reference);
      expect(await of(key)).to.deep.equal([newer.reference, older.reference]);
      expect(await of(personKey(one.id))).to.deep.equal([older.reference]);
      expect(await of(key, personKey(one.id))).to.have.length(2);
      expect(await store().casesByKeys([key], 1)).to.have.length(1);
      const next = { ...newer, version: 2, parties: [] };
      await store().commit({ cases: [{ expectedVersion: 1, next }] });
      expect(await of(key)).to.deep.equal([older.reference]);
      expect(await of()).to.deep.equal([]);
    });

    it('gives one line by its id', async () => {
      const person = sample.aPerson();
      const { id, line } = sample.aBotLine(person, 1);
      const next = sample.aConversation(person);
      await store().commit({ conversation: { expectedVersion: 0, next }, messages: [line] });
      expect(await store().message(id)).to.deep.equal(line);
      expect(await store().message(sample.aBotLine(person, 2).id)).to.equal(null);
    });

    it('keeps unanswered questions, latest first', async () => {
      const person = sample.aPerson();
      const made = [1, 2, 3].map((n) => ({
        id: systemIds.next(),
        conversationId: person.id,
        text: `คำถาม ${n}`,
        at: NOW,
      }));
      await store().commit({ unanswered: made });
      const listed = await all((cursor) =>
        store().unanswered({ limit: 2, ...(cursor && { cursor }) }),
      );
      const own = listed.filter(({ conversationId }) => conversationId === person.id);
      expect(own).to.deep.equal(made.toReversed());
    });

    it('can be checked, and takes a cursor that it never made for the beginning', async () => {
      await store().check();
      const first = await store().conversations({ limit: 1 });
      const odd = await store().conversations({ limit: 1, cursor: "x' OR 1=1" });
      expect(odd).to.deep.equal(first);
    });
  });
}
