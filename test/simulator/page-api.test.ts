import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect } from 'chai';
import { SimulatedConsumers } from '../../src/simulator/consumers.ts';
import { simulatorApi } from '../../src/simulator/page-api.ts';
import { notAllowed } from '../../src/simulator/graph/fault.ts';
import type { PersonSummary, ThreadView } from '../../src/simulator/view-types.ts';
import { PAGE_OPTIONS, StandInAtRest } from '../fakes/stand-in.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';

describe('the API of the simulator’s page', () => {
  const app = new WebhookReceiver();
  const graph = new StandInAtRest();
  const { psid } = graph.person;
  let people: SimulatedConsumers;
  let server: Server;
  let url: string;

  before(async () => {
    await app.start();
    const { standIn } = graph;
    const { appSecret } = PAGE_OPTIONS;
    people = new SimulatedConsumers({ standIn, webhookUrl: app.url, appSecret });
    server = createServer(express().use(simulatorApi({ standIn, consumers: people })));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    standIn.baseUrl = url;
  });
  after(async () => {
    people.close();
    server.closeAllConnections();
    server.close();
    await app.stop();
  });

  const post = (path: string, body: object = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const act = (action: string, body?: object) => post(`/people/${psid}/${action}`, body);
  const thread = async (query = '') =>
    (await (await fetch(`${url}/people/${psid}${query}`)).json()) as ThreadView;
  const lastMessage = async () => (await thread()).messages.at(-1);

  it('shows a message of the person as taken once the webhook acknowledged it, then as seen', async () => {
    expect((await act('text', { text: ' ไม่ได้ของ ' })).status).to.equal(200);
    expect(await lastMessage()).to.deep.include({
      side: 'person',
      content: { kind: 'text', text: 'ไม่ได้ของ' },
      status: 'sent',
      seen: false,
    });
    graph.send(undefined, { sender_action: 'mark_seen' });
    expect((await lastMessage())?.seen).to.equal(true);
  });

  it('shows texts with quick replies, buttons and cards of the Page', async () => {
    graph.send({
      text: 'ต่อไหมคะ',
      quick_replies: [{ content_type: 'text', title: 'ต่อ', payload: 'a' }],
    });
    expect((await lastMessage())?.quickReplies).to.deep.equal(['ต่อ']);
    const buttons = [
      { type: 'web_url', title: 'เว็บ', url: 'https://www.1212occ.com' },
      { type: 'phone_number', title: 'โทร', payload: '1212' },
    ];
    const send = (payload: object) => graph.send({ attachment: { type: 'template', payload } });
    send({ template_type: 'button', text: 'ติดต่อ', buttons });
    expect((await lastMessage())?.content).to.deep.equal({
      kind: 'buttons',
      text: 'ติดต่อ',
      buttons: [
        { kind: 'url', title: 'เว็บ', url: 'https://www.1212occ.com' },
        { kind: 'url', title: 'โทร', url: 'tel:1212' },
      ],
    });
    send({ template_type: 'generic', elements: [{ title: 'ก', subtitle: 'ข' }] });
    expect((await lastMessage())?.content).to.deep.equal({
      kind: 'cards',
      cards: [{ title: 'ก', subtitle: 'ข', imageUrl: null, buttons: [] }],
    });
  });

  it('shows typing until the next message', async () => {
    graph.send(undefined, { sender_action: 'typing_on' });
    expect((await thread()).typingForMs).to.be.greaterThan(10_000);
    graph.send({ text: 'มาแล้วค่ะ' });
    expect((await thread()).typingForMs).to.equal(0);
  });

  it('shows what Graph refused, and how far the window is open', async () => {
    await act('clock', { hours: 25 });
    expect((await thread()).window).to.equal('human_agent_only');
    graph.standIn.refused(psid, notAllowed('outside', 2018278));
    expect((await thread()).refusals).to.have.length(1);
    await act('clock', { hours: -25 });
    expect((await thread()).window).to.equal('open');
  });

  it('shows greeting, menu and ice breakers to a new person in their language', async () => {
    graph.standIn.profile.set({
      get_started: { payload: 'start:welcome' },
      greeting: [
        { locale: 'default', text: 'สวัสดีคุณ {{user_first_name}}' },
        { locale: 'en_US', text: 'Hello {{user_first_name}}' },
      ],
    });
    const answer = await post('/people', { name: 'ใบเตย ตัวอย่าง' });
    const added = (await answer.json()) as ThreadView;
    expect(added).to.include({ greeting: 'สวัสดีคุณ ใบเตย', getStarted: true });
    const english = await fetch(`${url}/people/${added.psid}?locale=en_US`);
    expect(await english.json()).to.include({ greeting: 'Hello ใบเตย' });
    expect((await thread()).getStarted, 'not in a thread with messages').to.equal(false);
  });

  it('takes files with Thai names and shows them from its own address', async () => {
    const response = await fetch(`${url}/people/${psid}/attachment`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', 'x-filename': encodeURIComponent('สลิป.pdf') },
      body: Buffer.from('%PDF-1.7'),
    });
    expect(response.status).to.equal(200);
    const content = (await lastMessage())?.content;
    const [shown] = content?.kind === 'attachments' ? content.attachments : [];
    expect(shown).to.include({ type: 'file', name: 'สลิป.pdf', bytes: 8 });
    expect(shown?.url).to.match(/^\/api\/simulator\/media\//);
  });

  it('names what cannot be done', async () => {
    const problem = (response: Response) => ({
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0],
    });
    const json = 'application/problem+json';
    expect(problem(await act('text', { text: '' }))).to.deep.equal({
      status: 400,
      type: json,
    });
    expect(problem(await act('tap', { messageId: 'm', index: 0 }))).to.deep.equal({
      status: 409,
      type: json,
    });
    const nobody = await fetch(`${url}/people/404`);
    expect(problem(nobody)).to.deep.equal({ status: 404, type: json });
    const huge = await fetch(`${url}/people/${psid}/attachment`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: Buffer.alloc(25 * 1024 * 1024 + 1),
    });
    expect(problem(huge)).to.deep.equal({ status: 413, type: json });
  });

  it('streams whose thread changed, and counts as looking while it lasts', async () => {
    const ending = new AbortController();
    const stream = await fetch(`${url}/events?open=${psid}`, { signal: ending.signal });
    const reader = stream.body?.getReader();
    graph.send({ text: 'อ่านแล้วนะคะ' });
    let heard = '';
    while (!heard.includes('event: change')) {
      const chunk = await reader?.read();
      heard += Buffer.from(chunk?.value ?? []).toString();
    }
    expect(heard).to.include(JSON.stringify({ psid }));
    expect((await lastMessage())?.seen).to.equal(true);
    ending.abort();
  });

  it('lists people with their last words, and stops at fifty', async () => {
    const list = async () => {
      const { items } = (await (await fetch(`${url}/people`)).json()) as { items: PersonSummary[] };
      return items;
    };
    expect((await list())[0]).to.include({ psid, preview: 'อ่านแล้วนะคะ', unread: 0 });
    while ((await list()).length < 50) await post('/people');
    expect((await post('/people')).status).to.equal(409);
  });
});
