import { expect } from 'chai';
import { lookingShape, viewersShape } from '../../src/desk/conversations/viewer-shapes.ts';
import { nextTelling } from '../../src/desk/web/thread/telling.ts';
import { againIn } from '../../src/desk/web/thread/viewers.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

describe('who else has a conversation open', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let suda: StaffClient;
  let id = '';
  const path = () => `/api/conversations/${id}/presence`;
  const told: string[] = [];
  const say = async (of: StaffClient, typing: boolean) => {
    const response = await of.request('POST', path(), { typing });
    expect(response.status).to.equal(200);
    return viewersShape.parse(await response.json()).items;
  };
  const seen = async (of: StaffClient) => viewersShape.parse(await of.get(path())).items;
  const rows = async (of: StaffClient) => lookingShape.parse(await of.get('/api/viewers')).items;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Suda', 'agent');
    await addMember(desk, 'Edit', 'editor');
    [mali, suda] = [await signedIn(desk, 'mali'), await signedIn(desk, 'suda')];
    id = await waitingPerson(desk, '9901');
    desk.running.store.onLiveEvent((event) => {
      if (event.topic === 'viewers') told.push(JSON.stringify(event));
    });
  });
  after(() => desk.stop());

  it('is told by name to colleagues and not to oneself', async () => {
    expect(await say(mali, false)).to.deep.equal([]);
    const [one] = await seen(suda);
    expect(one).to.include({ id: 'staff-mali', name: 'Mali', typing: false });
    expect(one?.holdsMs).to.be.within(1, 45_000);
    expect(await seen(mali)).to.deep.equal([]);
    const row = { conversationId: id, id: 'staff-mali', name: 'Mali' };
    expect(await rows(suda)).to.deep.equal([row]);
    expect(await rows(mali)).to.deep.equal([]);
  });

  it('reaches open desks when it changes, naming the conversation and nobody', async () => {
    told.length = 0;
    await say(mali, false);
    expect(told, 'nothing new').to.have.length(0);
    await say(mali, true);
    await say(mali, true);
    expect(told).to.have.length(1);
    expect(told.join('')).to.include(id).and.not.include('ali');
    const [one] = await say(suda, false);
    expect(one).to.include({ name: 'Mali', typing: true });
    expect(one?.holdsMs).to.be.within(1, 8_000);
    expect(told).to.have.length(2);
  });

  it('ends when somebody leaves, once', async () => {
    told.length = 0;
    expect((await mali.request('DELETE', path())).status).to.equal(204);
    expect((await mali.request('DELETE', path())).status).to.equal(204);
    expect(told).to.have.length(1);
    expect(await seen(suda)).to.deep.equal([]);
  });

  it('is nothing for who may not open conversations, and nowhere where there is none', async () => {
    const editor = await signedIn(desk, 'edit');
    for (const [method, at] of [
      ['GET', path()],
      ['POST', path()],
      ['DELETE', path()],
      ['GET', '/api/viewers'],
    ] as const) {
      const body = method === 'POST' ? { typing: false } : undefined;
      expect((await editor.request(method, at, body)).status, `${method} ${at}`).to.equal(403);
    }
    const nowhere = '/api/conversations/nobody/presence';
    expect((await mali.request('POST', nowhere, { typing: false })).status).to.equal(404);
  });

  it('is not told by a screen gone wild', async () => {
    const statuses: number[] = [];
    for (let call = 0; call < 125; call += 1) {
      statuses.push((await mali.request('POST', path(), { typing: false })).status);
    }
    expect(statuses.at(-1)).to.equal(429);
    expect((await suda.request('POST', path(), { typing: false })).status).to.equal(200);
  });
});

describe('what a screen tells of itself', () => {
  const told = (typing: boolean, at: number) => ({ typing, at });

  it('is that it looks, at once and then every 20 seconds', () => {
    const first = nextTelling({ told: null, lastKeyAt: null }, 100);
    expect(first).to.deep.equal({ typing: false, isDue: true, againIn: 20_000 });
    const later = nextTelling({ told: told(false, 100), lastKeyAt: null }, 5_100);
    expect(later).to.deep.equal({ typing: false, isDue: false, againIn: 15_000 });
    const due = nextTelling({ told: told(false, 100), lastKeyAt: null }, 20_100);
    expect(due.isDue).to.equal(true);
  });

  it('is typing as soon as 3 seconds have passed since it told anything', () => {
    const soon = nextTelling({ told: told(false, 0), lastKeyAt: 1_000 }, 1_000);
    expect(soon).to.deep.equal({ typing: true, isDue: false, againIn: 2_000 });
    const now = nextTelling({ told: told(false, 0), lastKeyAt: 3_000 }, 3_000);
    expect(now).to.deep.equal({ typing: true, isDue: true, againIn: 4_000 });
    const goesOn = nextTelling({ told: told(true, 3_000), lastKeyAt: 7_500 }, 8_000);
    expect(goesOn).to.include({ typing: true, isDue: true });
  });

  it('is an end of the typing when no key was touched for 4 seconds, or nothing is left', () => {
    const paused = nextTelling({ told: told(true, 3_000), lastKeyAt: 3_000 }, 7_000);
    expect(paused).to.include({ typing: false, isDue: true });
    const sent = nextTelling({ told: told(true, 3_000), lastKeyAt: null }, 4_000);
    expect(sent).to.deep.equal({ typing: false, isDue: false, againIn: 2_000 });
  });

  it('asks about others again when what it knows of them runs out', () => {
    const view = (...holds: number[]) => ({
      items: holds.map((holdsMs) => ({ id: 'x', name: 'X', typing: true, holdsMs })),
      nextCursor: null,
    });
    expect(againIn(undefined)).to.equal(20_000);
    expect(againIn(view(45_000))).to.equal(20_000);
    expect(againIn(view(45_000, 8_000))).to.equal(8_200);
    expect(againIn(view(10))).to.equal(1_000);
  });
});
