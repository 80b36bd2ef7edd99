import { expect } from 'chai';
import { showPresence } from '../../../src/conversation/turn/show-presence.ts';
import { newConversation, type Conversation } from '../../../src/domain/conversation.ts';
import { conversationId, handoffId } from '../../../src/domain/ids.ts';

const ID = conversationId('c5001');
const SLOW_MS = 10;
const bots = newConversation(ID, '1212', '5001', 1_000);
const waiting: Conversation = {
  ...bots,
  control: { holder: 'queue', handoffId: handoffId('h1'), since: 1_000 },
};
const later = () => new Promise<void>((resolve) => setTimeout(resolve, 5 * SLOW_MS));

describe('what a person sees while an answer takes long', () => {
  const signals: string[] = [];
  const begin = (conversation: Conversation | null) =>
    showPresence(
      {
        store: { conversation: () => Promise.resolve(conversation) },
        sender: {
          signal: (psid, action) => {
            signals.push(`${psid} ${action}`);
            return Promise.resolve();
          },
        },
        slowMs: SLOW_MS,
      },
      ID,
      '5001',
    );
  beforeEach(() => signals.splice(0));

  it('is that the message was seen, then that somebody types', async () => {
    const end = begin(bots);
    await later();
    end();
    expect(signals).to.deep.equal(['5001 mark_seen', '5001 typing_on']);
  });

  it('is the same for somebody new', async () => {
    begin(null);
    await later();
    expect(signals).to.have.length(2);
  });

  it('is nothing when the answer is there sooner', async () => {
    begin(bots)();
    await later();
    expect(signals).to.deep.equal([]);
  });

  it('is nothing while a person is awaited, or another app has the chat', async () => {
    begin(waiting);
    begin({ ...bots, thread: { holder: 'other', appId: null, since: 1_000 } });
    await later();
    expect(signals).to.deep.equal([]);
  });
});
