import { expect } from 'chai';
import { DialogEngine } from '../../src/dialog/engine.ts';
import { newMemory, type DialogMemory } from '../../src/dialog/turn.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import { PROFILE, PROFILE_LIMITS } from '../../src/messenger/profile.ts';
import { greeting } from '../fakes/readings.ts';
import { shippedContent } from '../fakes/shipped.ts';

describe('the Page’s profile', () => {
  it('keeps Meta’s limits in every locale', () => {
    for (const { text } of PROFILE.greeting) {
      expect(text.length, text).to.be.within(1, PROFILE_LIMITS.greeting);
    }
    for (const { call_to_actions: items, locale } of PROFILE.persistent_menu) {
      expect(items.length, locale).to.be.within(1, PROFILE_LIMITS.menuItems);
      for (const { title, payload } of items) {
        expect(title.length, title).to.be.within(1, PROFILE_LIMITS.menuTitle);
        expect(payload.length, payload).to.be.within(1, PROFILE_LIMITS.payload);
      }
    }
    for (const { call_to_actions: items, locale } of PROFILE.ice_breakers) {
      expect(items.length, locale).to.be.within(1, PROFILE_LIMITS.iceBreakers);
      for (const { question, payload } of items) {
        expect(question.length, question).to.be.within(1, PROFILE_LIMITS.iceBreakerQuestion);
        expect(payload.length, payload).to.be.within(1, PROFILE_LIMITS.payload);
      }
    }
  });

  it('has each locale once, and Thai as the default that Meta requires', () => {
    for (const entries of [PROFILE.greeting, PROFILE.persistent_menu, PROFILE.ice_breakers]) {
      const locales = entries.map(({ locale }) => locale);
      expect(locales).to.deep.equal([...new Set(locales)]);
      expect(JSON.stringify(entries.find(({ locale }) => locale === 'default'))).to.match(/[ก-๛]/);
      expect(locales).to.include('en_US');
    }
  });

  it('leads to the same places in both languages', () => {
    const places = (items: readonly { payload: string }[]) =>
      items.map(({ payload }) => payload.replace(/^en:/, ''));
    const [thai, english] = PROFILE.persistent_menu;
    expect(places(english?.call_to_actions ?? []).slice(0, -1)).to.deep.equal(
      places(thai?.call_to_actions ?? []).slice(0, -1),
    );
    const [breakers, inEnglish] = PROFILE.ice_breakers;
    expect(places(inEnglish?.call_to_actions ?? [])).to.deep.equal(
      places(breakers?.call_to_actions ?? []),
    );
  });
});

describe('what the Page’s buttons start', () => {
  const content = shippedContent();
  const engine = new DialogEngine({
    flows: content.flows,
    adapter: new MessengerAdapter({ pageId: '1212' }),
    knowledge: content.faq,
  });
  let turns = 0;
  const press = async (payload: string, memory: DialogMemory = newMemory()) => {
    const result = await engine.step(
      `t${(turns += 1)}`,
      memory,
      { text: 'ปุ่ม', payload, attachments: [], reading: greeting('ปุ่ม') },
      {
        consent: { agreed: true, page: 'https://desk.example.org/privacy', keep: () => undefined },
        now: 0,
        understand: greeting,
        ownContact: () => Promise.resolve(null),
        profileName: null,
        personal: () => Promise.resolve({}),
        latestCase: null,
        openCase: () => ({
          reference: 'OCC-6911-7K3FQ-M',
          secret: 'SECRET',
          trackPage: 'https://desk.example.org/track',
        }),
        findCase: () => Promise.resolve(null),
        findCaseBySecret: () => Promise.resolve(null),
        withdrawCase: () => Promise.resolve(false),
      },
      'th',
    );
    const texts = result.replies.map((reply) => ('text' in reply ? reply.text : ''));
    return { ...result, text: texts.join('\n') };
  };

  /** What a label must lead to: words of the first answer in Thai and in English. */
  const PLACES: Readonly<Record<string, readonly [th: string, en: string]>> = {
    'start:welcome': ['ศูนย์ 1212 OCC', '1212 OCC'],
    'start:scam_transfer': ['Bank Case ID', 'Bank Case ID'],
    'start:complaint': ['เรื่องเป็นแบบไหน', 'What is it about'],
    'start:not_received': ['ยังไม่ได้ของ', 'nothing arrived'],
    'start:track': ['รหัสอ้างอิง', 'reference code'],
    'start:question': ['พิมพ์คำถาม', 'type your question'],
    'start:human': ['เจ้าหน้าที่', 'officer'],
    'faq:f31-check-seller': ['ก่อนโอน', 'seller'],
  };

  const offered = [
    PROFILE.get_started.payload,
    ...PROFILE.persistent_menu.flatMap(({ call_to_actions: items }) => items.map((i) => i.payload)),
    ...PROFILE.ice_breakers.flatMap(({ call_to_actions: items }) => items.map((i) => i.payload)),
  ];

  for (const payload of new Set(offered)) {
    if (payload.startsWith('act:')) continue;
    const place = payload.replace(/^en:/, '');
    const language = payload.startsWith('en:') ? 'en' : 'th';
    it(`${payload} starts where its label says, in ${language}`, async () => {
      const { text, language: answered } = await press(payload);
      const words = PLACES[place]?.[language === 'th' ? 0 : 1];
      expect(words, `${place} is in the table of this test`).to.be.a('string');
      expect(text).to.include(words);
      expect(answered).to.equal(language);
    });
  }

  it('switch the language and stay where the person is', async () => {
    const english = await press('act:english');
    expect(english.language).to.equal('en');
    expect(english.text).to.include('1212 OCC, for problems met online');
    const inMatter = await press('start:not_received');
    const switched = await press('act:english', inMatter.memory);
    expect(switched.memory.flow).to.equal('not_received');
    expect(switched.text).to.include('What did you order?');
  });

  it('go on from the menu into the matter that was pressed', async () => {
    const begun = await press('en:start:scam_transfer');
    expect(begun.memory).to.include({ flow: 'scam_transfer', asking: 'called_bank' });
    const changed = await press('start:track', begun.memory);
    expect(changed.memory).to.include({ flow: 'track', asking: 'reference' });
    expect(changed.memory.slots).to.deep.equal({});
  });

  it('invite a question and leave the talk open for it', async () => {
    const { memory } = await press('start:question');
    expect(memory.flow).to.equal(null);
  });
});
