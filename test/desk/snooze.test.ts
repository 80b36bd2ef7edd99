import { expect } from 'chai';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

interface Listed {
  readonly items: readonly { readonly id: string; readonly snoozedUntil: string | null }[];
}

describe('laying a conversation aside', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let nok: StaffClient;
  let id = '';

  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Nok']) await addMember(desk, name, 'agent');
    [mali, nok] = [await signedIn(desk, 'mali'), await signedIn(desk, 'nok')];
    id = await waitingPerson(desk, '7701');
    await mali.request('POST', `/api/conversations/${id}/claim`);
  });
  after(() => desk.stop());

  const snooze = (ms: number | null, client = mali) =>
    client.request('POST', `/api/conversations/${id}/snooze`, {
      until: ms === null ? null : new Date(Date.now() + ms).toISOString(),
    });
  const ids = async (snoozed: boolean) => {
    const path = `/api/conversations?control=agent&assignee=me&resolved=false&snoozed=${snoozed}`;
    return (await mali.get<Listed>(path)).items.map((item) => item.id);
  };
  const counts = () => mali.get<{ mine: number; snoozed: number }>('/api/conversation-counts');
  const comesBack = async () => {
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      if ((await ids(false)).includes(id)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not come back.');
  };

  it('leaves the list, and comes back by hand', async () => {
    expect((await snooze(3_600_000)).status).to.equal(200);
    expect([await ids(false), await ids(true)]).to.deep.equal([[], [id]]);
    expect(await counts()).to.include({ mine: 0, snoozed: 1 });
    expect((await snooze(null)).status).to.equal(200);
    expect([await ids(false), await ids(true)]).to.deep.equal([[id], []]);
  });

  it('comes back when its time is over, and the thread says so', async () => {
    await snooze(300);
    expect(await ids(false)).to.deep.equal([]);
    await comesBack();
    const { items } = await mali.get<{ items: { content: unknown }[] }>(
      `/api/conversations/${id}/messages`,
    );
    expect(JSON.stringify(items.at(-1))).to.include('snooze_over');
  });

  it('comes back when the person writes, and not once more when the time is over', async () => {
    await snooze(1_500);
    await desk.post([desk.message('7701', { text: 'มีสลิปแล้วค่ะ' })]);
    await desk.quiet();
    expect(await ids(false)).to.deep.equal([id]);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const { items } = await mali.get<{ items: unknown[] }>(`/api/conversations/${id}/messages`);
    expect(JSON.stringify(items.at(-1))).to.include('มีสลิปแล้วค่ะ');
  });

  it('is refused to who does not hold it, and for a moment that is past or far away', async () => {
    expect((await snooze(3_600_000, nok)).status).to.equal(409);
    expect((await snooze(-1_000)).status).to.equal(400);
    expect((await snooze(40 * 24 * 3_600_000)).status).to.equal(400);
    expect(await ids(false)).to.deep.equal([id]);
  });
});
