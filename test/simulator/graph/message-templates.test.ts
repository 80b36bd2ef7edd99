import { expect } from 'chai';
import {
  STATUS_TEMPLATE_EXAMPLE,
  STATUS_TEMPLATE_TEXT,
} from '../../../src/domain/status-template.ts';
import { outcome, StandInAtRest } from '../../fakes/stand-in.ts';

const DAYS = 30 * 24 * 3_600_000;

describe('utility templates at the Graph stand-in', () => {
  const template = (text: string, more: object = {}) => ({
    name: 'case_status',
    language: 'th',
    category: 'UTILITY',
    components: [{ type: 'BODY', text, example: { body_text: [['a', 'b']] } }],
    ...more,
  });
  const created = (given: unknown, graph = new StandInAtRest()) =>
    outcome(() => graph.standIn.templates.create(given, 't1'));

  for (const language of ['th', 'en'] as const) {
    it(`takes the desk’s own text (${language})`, () => {
      const example = { body_text: [STATUS_TEMPLATE_EXAMPLE[language]] };
      const components = [{ type: 'BODY', text: STATUS_TEMPLATE_TEXT[language], example }];
      expect(created({ ...template(''), language, components })).to.equal('sent');
    });
  }

  it('refuses what Meta refuses', () => {
    expect(created(template('{{1}} ถึง {{2}} แล้ว'))).to.equal('100');
    expect(created(template('เรื่อง {{1}} ถึง {{2}}'))).to.equal('100');
    expect(created(template('เรื่อง {{1}} ถึง {{3}} แล้ว'))).to.equal('100');
    expect(created(template('เรื่อง {{1}} แล้ว')), 'examples').to.equal('100');
    expect(created(template('a {{1}} b {{2}} c', { category: 'MARKETING' }))).to.equal('100');
    expect(created(template('a {{1}} b {{2}} c', { name: 'Case Status' }))).to.equal('100');
    const graph = new StandInAtRest();
    expect(created(template('a {{1}} b {{2}} c'), graph)).to.equal('sent');
    expect(created(template('a {{1}} b {{2}} c'), graph)).to.equal('100/2388024');
  });

  it('sends an approved one at any time, with as many words as it has places', () => {
    const graph = new StandInAtRest();
    const { standIn } = graph;
    standIn.templates.create(template('เรื่อง {{1}} {{2}} แล้ว'), 't1');
    graph.now += DAYS;
    const send = (parameters: readonly string[], name = 'case_status') => {
      const filled = parameters.map((text) => ({ type: 'text', text }));
      const components = [{ type: 'body', parameters: filled }];
      const message = { template: { name, language: { code: 'th' }, components } };
      return graph.send(message, { messaging_type: 'UTILITY' });
    };
    expect(send(['OCC-1', 'รับ'])).to.equal('sent');
    expect(standIn.sent.at(-1)?.message.text).to.equal('เรื่อง OCC-1 รับ แล้ว');
    expect(send(['OCC-1'])).to.equal('100');
    expect(send(['OCC-1', '100%'])).to.equal('100');
    expect(send(['OCC-1', 'รับ'], 'another')).to.equal('100');
    expect(graph.send({ text: 'a' }, { messaging_type: 'UTILITY' })).to.equal('100');
    standIn.templates.judge('case_status', 'REJECTED');
    expect(send(['OCC-1', 'รับ'])).to.equal('10');
    standIn.templates.judge('case_status', 'APPROVED');
    standIn.utilityGranted = false;
    expect(send(['OCC-1', 'รับ'])).to.equal('10');
  });
});
