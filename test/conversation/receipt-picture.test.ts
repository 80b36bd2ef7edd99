import { expect } from 'chai';
import { openedCaseShape } from '../../src/desk/cases/case-shapes.ts';
import { addMember, complaint, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';

describe('the QR code that comes with the receipt in chat', function () {
  this.timeout(60_000);

  const picturesOf = async (psid: string, environment: Readonly<Record<string, string>>) => {
    const desk = new DeskServer();
    try {
      await desk.start(environment);
      const filed = await complaint(desk, psid);
      const messages = desk.graph.standIn.sent.map(({ message }) => message);
      const lines = await desk.running.store.messages((await onlyTalk(desk)).id, {
        before: null,
        limit: 100,
      });
      return { ...filed, messages, lines };
    } finally {
      await desk.stop();
    }
  };
  const onlyTalk = async (desk: DeskServer) => {
    const { items } = await desk.running.store.conversations({ limit: 1 });
    const [talk] = items;
    if (talk === undefined) throw new Error('Nobody has written.');
    return talk;
  };

  it('follows the words with the secret, holds no secret itself, and is told to staff in words', async () => {
    const { reference, secret, messages, lines } = await picturesOf('6204', {
      PUBLIC_URL: 'https://desk.example.org/',
    });
    const place = messages.findIndex(({ attachment }) => attachment?.type === 'image');
    expect(messages[place]?.attachment?.payload).to.include({
      url: `https://desk.example.org/track/qr/${reference}.png`,
    });
    expect(messages[place - 1]?.text).to.include(secret);
    expect(JSON.stringify(messages[place])).to.not.include(secret);
    const line = lines.find(({ content }) => content.kind === 'picture');
    expect(line?.direction === 'out' && line.delivery.status).to.equal('sent');
    expect(line?.content).to.deep.include({ text: `รูป QR สำหรับเปิดหน้าติดตามเรื่อง ${reference}` });
  });

  it('comes as well, with the same link, when an officer opens the case', async () => {
    const desk = new DeskServer();
    try {
      await desk.start({ PUBLIC_URL: 'https://desk.example.org/' });
      await addMember(desk, 'Mali', 'agent');
      const mali = await signedIn(desk, 'mali');
      const conversation = await waitingPerson(desk, '6206');
      const answer = await mali.request('POST', '/api/cases', {
        conversation,
        type: 'not_received',
      });
      expect(answer.status).to.equal(201);
      const opened = openedCaseShape.parse(await answer.json());
      const { reference } = opened.case;
      await desk.quiet();
      const messages = desk.graph.standIn.sent.map(({ message }) => message);
      const said = messages.map(({ text }) => text ?? '').join('\n');
      expect(said).to.match(
        new RegExp(`https://desk.example.org/track\\?ref=${reference}#secret=[A-Z0-9]{6}`),
      );
      expect(messages.at(-1)?.attachment?.payload).to.include({
        url: `https://desk.example.org/track/qr/${reference}.png`,
      });
      const lines = await desk.running.store.messages((await onlyTalk(desk)).id, {
        before: null,
        limit: 100,
      });
      expect(JSON.stringify(lines)).to.include('secret=••••••');
    } finally {
      await desk.stop();
    }
  });

  it('is left out where nobody else could reach this server', async () => {
    for (const PUBLIC_URL of ['', 'http://localhost:3000', 'http://127.0.0.1:3000']) {
      const { messages } = await picturesOf('6205', { PUBLIC_URL });
      expect(messages.filter(({ attachment }) => attachment?.type === 'image')).to.deep.equal([]);
    }
  });
});
