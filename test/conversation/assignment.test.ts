import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { addNote, claim } from '../../src/conversation/agent/agent-actions.ts';
import { assignWaiting } from '../../src/conversation/waiting/assign-waiting.ts';
import { takeBackUnanswered } from '../../src/conversation/waiting/assignment-timer.ts';
import { changeSetup, setPresence } from '../../src/conversation/waiting/desk-duty.ts';
import { remindOfWaiting } from '../../src/conversation/waiting/waiting-timer.ts';
import { AWAY_AFTER_MS } from '../../src/domain/presence.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { Staff } from '../../src/domain/staff.ts';
import type { Log, Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { fireNextTimer } from '../../src/timers/fire-next.ts';
import { aConversation, aHandoff, aMember, aPerson, NOW } from '../contracts/samples.ts';
import { systemIds as ids } from '../../src/assembly/system.ts';

const MINUTE = 60_000;
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('assigning those who wait', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assign-'));
  let now = NOW;
  const clock = { now: () => now };
  let store: Store;
  let mali: Staff;
  let dao: Staff;
  const open = async () => (store = await openSqliteStore({ directory, ids, clock }));
  const tools = () => ({ store, clock, ids, log });

  before(open);
  after(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    now += 100 * MINUTE;
    [mali, dao] = [aMember({ name: 'มะลิ' }), aMember({ name: 'ดาว' })];
    for (const member of [mali, dao]) {
      await store.addStaff(member);
      await setPresence(tools(), member, member.id, 'available');
      now += 1;
    }
    const mode = 'round_robin' as const;
    await changeSetup(tools(), mali, null, (setup) => ({ ...setup, mode, answerMinutes: 5 }));
  });
  afterEach(async () => {
    for (const { id } of [mali, dao]) await store.updateStaff(id, { disabledAt: now });
    const { items } = await store.conversations({ control: 'queue', limit: 100 });
    for (const { id } of items) await claim(tools(), mali, id);
  });

  const waits = async (fields: { readonly urgent?: boolean; readonly since?: number } = {}) => {
    const person = aPerson();
    const handoff = { ...aHandoff(person), requestedAt: fields.since ?? now };
    const control = { holder: 'queue', handoffId: handoff.id, since: handoff.requestedAt } as const;
    const next = aConversation(person, { control, urgent: fields.urgent ?? false });
    await store.commit({ conversation: { expectedVersion: 0, next }, handoffs: [handoff] });
    return person.id;
  };
  const holder = async (id: ConversationId) => {
    const control = (await store.conversation(id))?.control;
    return control?.holder === 'agent' ? control.name : (control?.holder ?? 'nobody');
  };
  const assignAll = async () => {
    while (await assignWaiting(tools()));
  };
  const stay = async () => {
    for (const { id } of [mali, dao]) await store.seenAtDesk(id, now);
  };
  const fire = async () => {
    const handlers = {
      assignment_unanswered: takeBackUnanswered.bind(null, { store, ids }),
      handoff_waiting: remindOfWaiting.bind(null, { store, ids, phrase: () => ['…'] }),
    };
    while (await fireNextTimer({ ...tools(), handlers }));
  };
  const notices = async (id: ConversationId) =>
    (await store.messages(id, { before: null, limit: 50 })).flatMap(({ content }) =>
      content.kind === 'notice' ? [content.notice.kind] : [],
    );
  const control = async (id: ConversationId) => (await store.conversation(id))?.control;

  it('is nobody’s doing while the desk runs by hand', async () => {
    await changeSetup(tools(), mali, null, (setup) => ({ ...setup, mode: 'manual' }));
    const id = await waits();
    await assignAll();
    expect(await holder(id)).to.equal('queue');
  });

  it('goes round, urgent people first, and stops where nobody has room', async () => {
    await changeSetup(tools(), mali, null, (setup) => ({ ...setup, capacity: 1 }));
    const [first, urgent, third] = [
      await waits({ since: now - 9 }),
      await waits({ urgent: true }),
      await waits({ since: now - 3 }),
    ];
    await assignAll();
    expect(await Promise.all([urgent, first, third].map(holder))).to.deep.equal([
      'มะลิ',
      'ดาว',
      'queue',
    ]);
    await changeSetup(tools(), mali, null, (setup) => ({ ...setup, capacity: 5 }));
  });

  it('leaves out whose desk is closed, also when they said they are available', async () => {
    now += AWAY_AFTER_MS;
    await store.seenAtDesk(dao.id, now);
    const [one, two] = [await waits(), await waits()];
    await assignAll();
    expect(await Promise.all([one, two].map(holder))).to.deep.equal(['ดาว', 'ดาว']);
  });

  it('takes an unanswered one back for the next, and then alarms supervisors, over a restart', async () => {
    const asked = now;
    const id = await waits();
    await assignAll();
    expect(await holder(id)).to.equal('มะลิ');
    await store.close();
    await open();
    now += 5 * MINUTE;
    await stay();
    await fire();
    expect(await control(id)).to.deep.include({ holder: 'queue', since: asked });
    expect(await control(id)).to.not.have.property('alarmedAt');
    expect((await store.openHandoff(id))?.status).to.equal('pending');
    const presences = await store.presences();
    expect(presences.find(({ staffId }) => staffId === mali.id)?.status).to.equal('away');
    await assignAll();
    expect(await holder(id), 'the next one').to.equal('ดาว');
    now += 5 * MINUTE;
    await stay();
    await fire();
    expect(await control(id)).to.deep.include({ holder: 'queue', since: asked, alarmedAt: now });
    expect(await notices(id)).to.deep.equal([
      'assigned',
      'assignment_missed',
      'assigned',
      'assignment_missed',
      'supervisors_alarmed',
    ]);
    await setPresence(tools(), mali, mali.id, 'available');
    await assignAll();
    expect(await holder(id), 'not to whoever missed it').to.equal('queue');
  });

  it('leaves it with whoever has answered, or wrote to colleagues, or got it otherwise', async () => {
    const [answered, given] = [await waits({ since: now - 2 }), await waits({ since: now - 1 })];
    await assignAll();
    await addNote(tools(), mali, answered, 'กำลังโทรหาธนาคาร');
    const before = await store.conversation(given);
    if (before?.control.holder !== 'agent') throw new Error('Nobody has it.');
    const { holder: by, staffId, name, handoffId, since } = before.control;
    const kept = { holder: by, staffId, name, handoffId, since };
    const next = { ...before, version: before.version + 1, control: kept };
    await store.commit({ conversation: { expectedVersion: before.version, next } });
    now += 5 * MINUTE;
    await fire();
    expect(await Promise.all([answered, given].map(holder))).to.deep.equal(['มะลิ', 'ดาว']);
  });

  it('alarms at once when there is no next one', async () => {
    await setPresence(tools(), dao, dao.id, 'busy');
    const id = await waits();
    await assignAll();
    now += 5 * MINUTE;
    await fire();
    expect(await control(id)).to.deep.include({ holder: 'queue', alarmedAt: now });
  });
});
