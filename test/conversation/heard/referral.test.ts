import { expect } from 'chai';
import { shippedContent } from '../../fakes/shipped.ts';
import { engineFor, Talk } from '../../fakes/talk.ts';

const content = shippedContent();
const link = (ref: string) => ({ ref, source: 'SHORTLINK', type: 'OPEN_THREAD' });

describe('a person who comes by a link m.me/…?ref=', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5));
    await talk.open(content, engineFor(content));
  });
  afterEach(() => talk.close());

  const clicks = (ref: string) => talk.gets({ messaging: [talk.item({ referral: link(ref) })] });
  const flow = async () => (await talk.conversation()).dialog?.['flow'];
  const origin = async () => (await talk.conversation()).origin?.ref;

  for (const [shape, come] of [
    ['with Get Started', () => talk.posts('start:welcome', 'scam_transfer')],
    ['into a thread that stands', () => clicks('scam_transfer')],
    [
      'with a message',
      () =>
        talk.gets({
          messaging: [talk.message({ text: 'สวัสดีค่ะ', referral: link('scam_transfer') })],
        }),
    ],
  ] as const) {
    it(`begins the flow of that name: ${shape}`, async () => {
      expect(await come()).to.not.have.length(0);
      expect(await flow()).to.equal('scam_transfer');
      expect(await origin()).to.equal('scam_transfer');
    });
  }

  for (const [order, items] of [
    ['before', ['referral', 'message']],
    ['behind', ['message', 'referral']],
  ] as const) {
    it(`begins what the words are about when the link comes ${order} them`, async () => {
      await talk.gets({
        messaging: items.map((kind) =>
          kind === 'message'
            ? talk.message({ text: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ' })
            : talk.item({ referral: link('scam_transfer') }),
        ),
      });
      expect(await flow()).to.equal('not_received');
      expect(await origin()).to.equal('scam_transfer');
    });
  }

  it('is asked for the code when the link leads to the status', async () => {
    await clicks('track');
    expect(await flow()).to.equal('track');
  });

  it('goes on with the form in hand, whatever link comes', async () => {
    await talk.posts('start:not_received');
    await talk.says('เสื้อยืด 3 ตัว');
    const before = (await talk.conversation()).dialog;
    expect(await clicks('scam_transfer')).to.deep.equal([]);
    expect((await talk.conversation()).dialog).to.deep.equal(before);
    await talk.posts('start:welcome', 'track');
    expect(await flow()).to.equal('not_received');
    expect(await origin()).to.equal('track');
  });

  it('is only shown to agents when no flow has that name', async () => {
    expect(await clicks('poster-7')).to.deep.equal([]);
    expect(await origin()).to.equal('poster-7');
    expect(await flow()).to.be.oneOf([undefined, null]);
  });

  it('waits for an agent in peace: a link begins nothing', async () => {
    await talk.says('ขอคุยกับเจ้าหน้าที่ค่ะ');
    expect(await clicks('scam_transfer')).to.deep.equal([]);
  });

  it('is not followed to a word that Meta would not let into a link', async () => {
    expect(await clicks('<script>')).to.deep.equal([]);
    expect((await talk.conversation()).origin).to.equal(null);
  });
});
