import { expect } from 'chai';
import { inSameLists, newConversation, type Conversation } from '../../src/domain/conversation.ts';
import { conversationId, handoffId, staffId } from '../../src/domain/ids.ts';

const fresh = newConversation(conversationId('1212:7001'), '1212', '7001', 0);
const mali = { staffId: staffId('mali'), name: 'Mali' };
const agent = { holder: 'agent', ...mali, handoffId: null, since: 5 } as const;
const queue = { holder: 'queue', handoffId: handoffId('h1'), since: 5 } as const;
const held: Conversation = { ...fresh, control: agent };
const waiting: Conversation = { ...fresh, control: queue };

const moved: readonly (readonly [string, Conversation, Conversation])[] = [
  ['somebody takes it', waiting, held],
  ['another one has it', held, heldBy('suda')],
  ['it waits anew', waiting, { ...waiting, control: { ...queue, since: 9 } }],
  ['it is laid aside', held, { ...held, control: { ...agent, snoozedUntil: 9 } }],
  ['it is resolved', fresh, { ...fresh, resolvedAt: 9 }],
  ['its type is known', fresh, { ...fresh, problemType: 'not_received' }],
  ['it is urgent', fresh, { ...fresh, urgent: true }],
];

describe('whether a conversation is in the same lists', () => {
  it('is so for new lines, names and places told in the queue', () => {
    expect(inSameLists(held, { ...held, unread: 3, messageCount: 9, updatedAt: 8 })).to.equal(true);
    expect(inSameLists(fresh, { ...fresh, name: 'สมศรี' })).to.equal(true);
    const told = { ...waiting, control: { ...queue, toldAt: 9 } };
    expect(inSameLists(waiting, told)).to.equal(true);
  });

  for (const [what, before, after] of moved) {
    it(`is not so when ${what}`, () => {
      expect(inSameLists(before, after)).to.equal(false);
    });
  }
});

function heldBy(id: string): Conversation {
  return { ...held, control: { ...agent, staffId: staffId(id) } };
}
