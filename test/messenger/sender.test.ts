import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { expect } from 'chai';
import nock from 'nock';
import { GraphRejectedError, GraphUnreachableError } from '../../src/domain/graph-errors.ts';
import { evidenceId } from '../../src/domain/ids.ts';
import type { OutgoingContent } from '../../src/domain/message.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import { messengerSender } from '../../src/messenger/sender.ts';
import { GRAPH_URL, nockedGraph, TOKEN } from '../fakes/nocked-graph.ts';

const BYTES = Buffer.from('%PDF-1.7 an invented form');
const FILE = {
  kind: 'file',
  type: 'file',
  evidenceId: evidenceId('sent-1'),
  sha256: 'f'.repeat(64),
  mediaType: 'application/pdf',
  bytes: BYTES.length,
  name: 'แบบฟอร์ม.pdf',
} as const;

describe('the sender', () => {
  const graph = nockedGraph();
  const logged: unknown[] = [];
  const keep = (event: string, fields?: object) => void logged.push({ event, ...fields });
  const sender = () =>
    messengerSender({
      graph: graph.client(),
      adapter: new MessengerAdapter({ pageId: '1212' }),
      pageId: '1212',
      files: {
        open: (sha256) => Promise.resolve(sha256 === FILE.sha256 ? Readable.from([BYTES]) : null),
      },
      log: { info: keep, warn: keep, error: keep },
    });
  const bodyOf = async (
    content: OutgoingContent,
    asAgent = false,
    plain: 'RESPONSE' | 'UTILITY' = 'RESPONSE',
  ): Promise<unknown> => {
    let body: unknown = null;
    graph
      .scope()
      .post(/messages/, (given: unknown) => {
        body = given;
        return true;
      })
      .reply(200, { recipient_id: '5001', message_id: 'm_out' });
    const result = await sender().send({
      psid: '5001',
      content,
      metadata: 'outbox-1',
      messagingType: asAgent ? 'MESSAGE_TAG' : plain,
      ...(asAgent ? { tag: 'HUMAN_AGENT' as const } : {}),
    });
    expect(result).to.deep.equal({ mid: 'm_out' });
    return body;
  };

  it('sends a text with quick replies and the outbox id as metadata', async () => {
    const quickReplies = [{ title: 'ข้าม', payload: 'act:skip' }];
    expect(await bodyOf({ kind: 'text', text: 'จ่ายไปเท่าไรคะ', quickReplies })).to.deep.equal({
      recipient: { id: '5001' },
      messaging_type: 'RESPONSE',
      message: {
        text: 'จ่ายไปเท่าไรคะ',
        metadata: 'outbox-1',
        quick_replies: [{ content_type: 'text', title: 'ข้าม', payload: 'act:skip' }],
      },
    });
  });

  it('sends a utility template by its name, and its words alone while the window is open', async () => {
    const content = {
      kind: 'template',
      name: 'case_status',
      language: 'th',
      parameters: ['OCC-6911-7K3FQ-M', 'กำลังประสานงาน'],
      text: 'เรื่อง OCC-6911-7K3FQ-M กำลังประสานงาน',
    } as const;
    expect(await bodyOf(content, false, 'UTILITY')).to.deep.equal({
      recipient: { id: '5001' },
      messaging_type: 'UTILITY',
      message: {
        template: {
          name: 'case_status',
          language: { code: 'th' },
          components: [
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'OCC-6911-7K3FQ-M' },
                { type: 'text', text: 'กำลังประสานงาน' },
              ],
            },
          ],
        },
        metadata: 'outbox-1',
      },
    });
    expect(await bodyOf(content)).to.deep.equal({
      recipient: { id: '5001' },
      messaging_type: 'RESPONSE',
      message: { text: content.text, metadata: 'outbox-1' },
    });
  });

  it('sends buttons and cards as templates', async () => {
    const buttons = [
      { kind: 'postback', title: 'เมนู', payload: 'act:menu' },
      { kind: 'url', title: 'เว็บ', url: 'https://example.org' },
    ] as const;
    const sent = [
      { type: 'postback', title: 'เมนู', payload: 'act:menu' },
      { type: 'web_url', title: 'เว็บ', url: 'https://example.org' },
    ];
    expect(await bodyOf({ kind: 'buttons', text: 'เลือกค่ะ', buttons })).to.deep.include({
      message: {
        metadata: 'outbox-1',
        attachment: {
          type: 'template',
          payload: { template_type: 'button', text: 'เลือกค่ะ', buttons: sent },
        },
      },
    });
    const cards = [{ title: 'สถานะ', subtitle: 'รับเรื่องแล้ว', buttons }];
    expect(await bodyOf({ kind: 'cards', cards })).to.deep.include({
      message: {
        metadata: 'outbox-1',
        attachment: {
          type: 'template',
          payload: {
            template_type: 'generic',
            elements: [{ title: 'สถานะ', subtitle: 'รับเรื่องแล้ว', buttons: sent }],
          },
        },
      },
    });
  });

  it('tags a late answer of a person', async () => {
    const body = await bodyOf({ kind: 'text', text: 'ค่ะ' }, true);
    expect(body).to.include({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  });

  it('counts an answer without a message id as sent', async () => {
    graph
      .scope()
      .post(/messages/)
      .reply(200, { recipient_id: '5001' });
    const content: OutgoingContent = { kind: 'text', text: 'ค่ะ' };
    const sent = { psid: '5001', content, metadata: 'o', messagingType: 'RESPONSE' } as const;
    expect(await sender().send(sent)).to.deep.equal({ mid: null });
  });

  it('signals in a request of its own, and swallows its failure', async () => {
    const bodies: unknown[] = [];
    graph
      .scope()
      .post(/messages/, (given: unknown) => bodies.push(given) > 0)
      .reply(400, { error: { message: `no ${TOKEN}`, code: 100 } });
    await sender().signal('5001', 'mark_seen');
    expect(bodies).to.deep.equal([{ recipient: { id: '5001' }, sender_action: 'mark_seen' }]);
    expect(logged).to.have.length(1);
    expect(inspect(logged, { depth: 10, showHidden: true })).to.not.include(TOKEN);
  });

  it('gives a name where Facebook gives one, and null where not', async () => {
    const answers: (readonly [number, nock.Body, string | null])[] = [
      [200, { first_name: 'มะลิ', last_name: 'ใจดี', id: '5001' }, 'มะลิ ใจดี'],
      [200, { first_name: 'มะลิ' }, 'มะลิ'],
      [200, {}, null],
      [
        400,
        { error: { message: 'No profile available', code: 100, error_subcode: 2018218 } },
        null,
      ],
      [502, '', null],
    ];
    for (const [status, body, name] of answers) {
      nock(GRAPH_URL)
        .get('/v25.0/5001')
        .query((query) => query['fields'] === 'first_name,last_name')
        .reply(status, body);
      expect(await sender().profileName('5001')).to.equal(name);
    }
  });

  const sendFile = (content: OutgoingContent = FILE) =>
    sender()
      .send({ psid: '5001', content, metadata: 'outbox-1', messagingType: 'RESPONSE' })
      .then(
        (result) => result,
        (error: unknown) => error,
      );

  it('uploads a file first and then sends what Facebook named it', async () => {
    let uploaded = '';
    let sent: unknown = null;
    graph
      .scope()
      .post(/1212\/message_attachments/, (given: string) => {
        uploaded = given;
        return true;
      })
      .matchHeader('content-type', /^multipart\/form-data; boundary=/)
      .reply(200, { attachment_id: '1234567890123456' })
      .post(/1212\/messages/, (given: unknown) => {
        sent = given;
        return true;
      })
      .reply(200, { recipient_id: '5001', message_id: 'm_file' });
    expect(await sendFile()).to.deep.equal({ mid: 'm_file' });
    expect(uploaded).to.include(BYTES.toString());
    expect(uploaded).to.include('filename="แบบฟอร์ม.pdf"');
    expect(sent).to.deep.equal({
      recipient: { id: '5001' },
      message: {
        attachment: { type: 'file', payload: { attachment_id: '1234567890123456' } },
        metadata: 'outbox-1',
      },
      messaging_type: 'RESPONSE',
    });
  });

  it('counts an upload without an answer as not sent, since it reached nobody', async () => {
    graph
      .scope()
      .post(/message_attachments/)
      .reply(502, '');
    expect(await sendFile()).to.be.instanceOf(GraphUnreachableError);
  });

  it('does not ask Facebook for a file that is not in the store', async () => {
    const error = await sendFile({ ...FILE, sha256: 'e'.repeat(64) });
    expect(error).to.be.instanceOf(GraphRejectedError);
  });
});
