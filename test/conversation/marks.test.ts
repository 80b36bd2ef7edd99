import { expect } from 'chai';
import { reactionOf, NO_MARKS } from '../../src/domain/line-marks.ts';
import { previewOf } from '../../src/domain/message.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const content = shippedContent();

describe('what people do to lines that stand', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5));
    await talk.open(content, engineFor(content));
  });
  afterEach(() => talk.close());

  const comes = (...items: object[]) => talk.gets({ messaging: items });
  const says = (mid: string, text: string) => comes(talk.message({ mid, text }));
  const edit = (mid: string, text: string, num_edit: number | string = 1) =>
    talk.item({ message_edit: { mid, text, num_edit } });
  const reaction = (mid: string, action: 'react' | 'unreact', name?: string) =>
    talk.item({ reaction: { mid, action, ...(name && { reaction: name, emoji: '❤️' }) } });
  const line = async (mid: string) => {
    const { id } = await talk.conversation();
    const [found] = await talk.store.messagesByMid(id, [mid]);
    if (found === undefined) throw new Error(`There is no line ${mid}.`);
    return found;
  };
  const marks = async (mid: string) => (await line(mid)).marks ?? NO_MARKS;
  const versions = async (mid: string) => (await marks(mid)).edits.map(({ text }) => text);
  const found = async (q: string) => (await talk.store.conversations({ q, limit: 5 })).items.length;
  const opened = async () => (await talk.conversation()).windowOpenedAt;
  /** The bot's last line, with the id that Facebook gave it. */
  const botLine = async (mid: string) => {
    const last = (await talk.lines()).findLast(({ direction }) => direction === 'out');
    if (last === undefined) throw new Error('The bot has said nothing.');
    await comes({
      sender: { id: '1212' },
      recipient: { id: '7001' },
      timestamp: Date.UTC(2026, 10, 24, 6),
      message: { is_echo: true, mid, text: 'x', metadata: last.id },
    });
  };

  describe('an edit', () => {
    it('keeps every version, shows and finds the last one, and is not answered', async () => {
      await says('m_a', 'ร้านมะละกอ หลอกขายรองเท้า โอนแล้วบล็อกหนี');
      expect(await comes(edit('m_a', 'ร้านมะม่วง', '1'), edit('m_a', 'ร้านมังคุด', 2))).to.deep.equal(
        [],
      );
      expect(await versions('m_a')).to.deep.equal(['ร้านมะม่วง', 'ร้านมังคุด']);
      expect(await line('m_a')).to.deep.include({
        content: { kind: 'text', text: 'ร้านมะละกอ หลอกขายรองเท้า โอนแล้วบล็อกหนี' },
      });
      expect(previewOf(await line('m_a'))).to.equal('ร้านมังคุด');
      expect(await found('มังคุด')).to.equal(1);
      expect(await found('มะละกอ')).to.equal(1);
    });

    it('counts once when it comes twice, and by its number when it comes late', async () => {
      await says('m_a', 'หนึ่ง');
      await comes(edit('m_a', 'สาม', 2));
      await comes(edit('m_a', 'สอง', 1));
      await comes(edit('m_a', 'สาม', 2));
      expect(await versions('m_a')).to.deep.equal(['สอง', 'สาม']);
      expect(previewOf(await line('m_a'))).to.equal('สาม');
    });

    it('waits for its message when it comes first, and the bot answers the new words', async () => {
      await comes(edit('m_a', 'โอนเงินให้มิจฉาชีพไป 5000 บาท เมื่อกี้', 1));
      expect(await talk.lines()).to.deep.equal([]);
      await says('m_a', 'สวัสดี');
      expect(previewOf(await line('m_a'))).to.include('มิจฉาชีพ');
      expect((await talk.conversation()).waitingMarks).to.deep.equal([]);
      const { dialog } = await talk.conversation();
      expect(JSON.stringify(dialog)).to.include('5000');
    });

    it('shows in the list when it is of the last line', async () => {
      await talk.posts('start:human');
      await says('m_a', 'หนึ่ง');
      await comes(edit('m_a', 'สอง'));
      expect((await talk.conversation()).lastMessage).to.include({ from: 'consumer', text: 'สอง' });
    });

    it('keeps few of those whose messages never come', async () => {
      await comes(...Array.from({ length: 30 }, (_, n) => edit(`m_never_${n}`, 'x')));
      expect((await talk.conversation()).waitingMarks).to.have.length(20);
    });

    it('changes no line of the Page', async () => {
      await says('m_a', 'สวัสดี');
      await botLine('m_bot');
      await comes(edit('m_bot', 'ขอเงินหน่อย'));
      expect(await marks('m_bot')).to.deep.equal(NO_MARKS);
    });
  });

  describe('an edit of the answer given last', () => {
    const amount = async () => {
      const { dialog } = await talk.conversation();
      const slots = (dialog as { slots?: Record<string, unknown> } | null)?.slots;
      return slots?.['amount'];
    };
    const untilAmount = async () => {
      let asked = await talk.posts('start:not_received');
      for (let turns = 0; turns < 12; turns += 1) {
        const { dialog } = await talk.conversation();
        if ((dialog as { asking?: string } | null)?.asking === 'amount') return;
        const skip = asked.at(-1)?.quickReplies.find(({ payload }) => payload === 'act:skip');
        const first = asked.at(-1)?.quickReplies[0];
        asked = skip
          ? await talk.presses(skip.title)
          : first && first.payload.startsWith('choose:')
            ? await talk.presses(first.title)
            : await talk.says('ร้านมะลิ');
      }
      throw new Error('The amount is never asked.');
    };

    it('corrects it, once, and the form goes on', async () => {
      await untilAmount();
      await says('m_sum', '500');
      expect(await amount()).to.equal(500);
      const replies = await comes(edit('m_sum', '5000 บาท'));
      expect(replies[0]?.text).to.include('แก้เป็น');
      expect(await amount()).to.equal(5000);
      expect(await comes(edit('m_sum', '5000 บาท', 1))).to.deep.equal([]);
    });

    it('corrects nothing when it says the same, or nothing that can be read', async () => {
      await untilAmount();
      await says('m_sum', '500');
      expect(await comes(edit('m_sum', '500 บาท', 1))).to.deep.equal([]);
      expect(await comes(edit('m_sum', 'ไม่บอก', 2))).to.deep.equal([]);
      expect(await amount()).to.equal(500);
    });

    it('corrects nothing once the person has said something else', async () => {
      await untilAmount();
      await says('m_sum', '500');
      await says('m_later', 'ข้าม');
      expect(await comes(edit('m_sum', '5000'))).to.deep.equal([]);
      expect(await amount()).to.equal(500);
    });

    it('corrects nothing while a person at the desk has the conversation', async () => {
      await untilAmount();
      await says('m_sum', '500');
      await talk.posts('start:human');
      await talk.posts('act:yes');
      expect(await comes(edit('m_sum', '5000'))).to.deep.equal([]);
      expect(await versions('m_sum')).to.deep.equal(['5000']);
    });
  });

  describe('a reaction', () => {
    it('stands on the line, is not answered, and opens Messenger’s window', async () => {
      await says('m_a', 'สวัสดี');
      await botLine('m_bot');
      const before = (await opened()) ?? 0;
      const { dialog, control, unread } = await talk.conversation();
      expect(await comes(reaction('m_bot', 'react', 'love'))).to.deep.equal([]);
      expect(reactionOf(await marks('m_bot'))).to.deep.equal({ name: 'love', emoji: '❤️' });
      expect(await opened()).to.be.greaterThan(before);
      expect(await talk.conversation()).to.deep.include({ dialog, control, unread });
    });

    it('goes when it is taken away, which opens nothing, and the record keeps both', async () => {
      await says('m_a', 'สวัสดี');
      await comes(reaction('m_a', 'react', 'sad'));
      const before = await opened();
      await comes(reaction('m_a', 'unreact'));
      expect(reactionOf(await marks('m_a'))).to.equal(null);
      expect((await marks('m_a')).reactions.map(({ name }) => name)).to.deep.equal(['sad', null]);
      expect(await opened()).to.equal(before);
    });

    it('is the last one by Facebook’s clock, whatever the order', async () => {
      await says('m_a', 'สวัสดี');
      const [first, second] = [reaction('m_a', 'react', 'sad'), reaction('m_a', 'react', 'love')];
      await comes(second);
      await comes(first, second);
      expect(reactionOf(await marks('m_a'))).to.include({ name: 'love' });
      expect((await marks('m_a')).reactions).to.have.length(2);
    });
  });

  describe('a message taken back', () => {
    const takesBack = (mid: string) => comes(talk.message({ mid, is_deleted: true }));

    it('stays as a mark: out of the list and out of the search, kept in the record', async () => {
      await talk.posts('start:human');
      await says('m_a', 'เลขบัตร มะเขือ');
      expect(await takesBack('m_a')).to.deep.equal([]);
      expect((await marks('m_a')).takenBackAt).to.be.a('number');
      expect((await line('m_a')).content).to.deep.equal({ kind: 'text', text: 'เลขบัตร มะเขือ' });
      expect(await found('มะเขือ')).to.equal(0);
      const { lastMessage } = await talk.conversation();
      expect(lastMessage).to.include({ text: '', takenBack: true });
    });

    it('leaves the list alone when another line of that moment is the last', async () => {
      await talk.posts('start:human');
      const at = { timestamp: Date.UTC(2026, 10, 24, 6) };
      const said = (mid: string, text: string) => ({ ...talk.message({ mid, text }), ...at });
      await comes(said('m_a', 'หนึ่ง'), said('m_b', 'สอง'));
      await takesBack('m_a');
      expect((await talk.conversation()).lastMessage).to.deep.include({ text: 'สอง' });
      expect((await talk.conversation()).lastMessage).to.not.have.property('takenBack');
    });

    it('is not answered when it is gone before its turn', async () => {
      const said = talk.message({ mid: 'm_a', text: 'โอนเงินให้มิจฉาชีพไป 5000 บาท' });
      const gone = talk.message({ mid: 'm_a', is_deleted: true });
      expect(await comes(said, gone)).to.deep.equal([]);
      expect((await marks('m_a')).takenBackAt).to.be.a('number');
    });
  });

  it('an answer to a line remembers which', async () => {
    await says('m_a', 'สวัสดี');
    await comes(talk.message({ mid: 'm_b', text: 'อันนี้', reply_to: { mid: 'm_a' } }));
    expect(await line('m_b')).to.include({ replyTo: 'm_a' });
    expect(await line('m_a')).to.not.have.property('replyTo');
  });
});
