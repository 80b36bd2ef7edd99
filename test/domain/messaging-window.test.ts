import { expect } from 'chai';
import { windowRule } from '../../src/domain/messaging-window.ts';
import { splitText } from '../../src/domain/messaging-limits.ts';

const HOUR = 3_600_000;

describe('messaging window', () => {
  const table = [
    { sender: 'bot', hours: 0, granted: false, expected: 'RESPONSE' },
    { sender: 'bot', hours: 23.99, granted: true, expected: 'RESPONSE' },
    { sender: 'bot', hours: 24, granted: true, expected: 'window_closed' },
    { sender: 'agent', hours: 23.99, granted: false, expected: 'RESPONSE' },
    { sender: 'agent', hours: 24, granted: true, expected: 'HUMAN_AGENT' },
    { sender: 'agent', hours: 24, granted: false, expected: 'human_agent_not_granted' },
    { sender: 'agent', hours: 167.9, granted: true, expected: 'HUMAN_AGENT' },
    { sender: 'agent', hours: 168, granted: true, expected: 'window_closed' },
    { sender: 'bot', hours: 23.99, granted: false, template: true, expected: 'RESPONSE' },
    { sender: 'bot', hours: 24, granted: false, template: true, expected: 'UTILITY' },
    { sender: 'bot', hours: 9_000, granted: false, template: true, expected: 'UTILITY' },
    { sender: 'agent', hours: 25, granted: true, template: true, expected: 'UTILITY' },
  ] as const;

  for (const { sender, hours, granted, expected, ...row } of table) {
    const template = 'template' in row;
    const what = `the ${sender}${template ? '’s template' : ''}`;
    it(`answers ${expected} to ${what} after ${hours} h${granted ? ' with' : ' without'} the grant`, () => {
      const rule = windowRule({
        sender,
        openedAt: 0,
        now: hours * HOUR,
        humanAgentGranted: granted,
        template,
      });
      const answer = !rule.allowed
        ? rule.reason
        : rule.messagingType === 'MESSAGE_TAG'
          ? rule.tag
          : rule.messagingType;
      expect(answer).to.equal(expected);
    });
  }

  it('lets nobody write to a person who never acted', () => {
    for (const template of [false, true]) {
      const of = { sender: 'agent', openedAt: null, now: 0, humanAgentGranted: true } as const;
      expect(windowRule({ ...of, template }).allowed).to.equal(false);
    }
  });
});

describe('splitting a long text', () => {
  it('keeps every piece below the limit and loses no word', () => {
    const text = 'ศูนย์ช่วยเหลือ '.repeat(400).trim();
    const pieces = splitText(text);
    expect(pieces.every((piece) => piece.length <= 1900)).to.equal(true);
    expect(pieces.join(' ')).to.equal(text);
  });

  it('never parts a Thai consonant from its vowel and tone mark', () => {
    const pieces = splitText('กี้'.repeat(50), 20);
    expect(pieces.every((piece) => /^(กี้)+$/.test(piece))).to.equal(true);
  });

  it('never parts an emoji that is made of several', () => {
    const family = '👨‍👩‍👧‍👦';
    const pieces = splitText(family.repeat(30), 50);
    expect(pieces.join('')).to.equal(family.repeat(30));
    expect(pieces.every((piece) => piece.length <= 50)).to.equal(true);
    expect(pieces.every((piece) => piece.replaceAll(family, '') === '')).to.equal(true);
  });

  it('ends even where the marks on one letter are longer than a piece', () => {
    const stacked = `ก${'่'.repeat(100)}`;
    const pieces = splitText(stacked, 30);
    expect(pieces.join('')).to.equal(stacked);
    expect(pieces.every((piece) => piece.length <= 30)).to.equal(true);
  });
});
