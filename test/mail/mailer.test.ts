import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import type { SMTPServerOptions } from 'smtp-server';
import { smtpMailer } from '../../src/mail/mailer.ts';
import { MailServer, refusal } from './mail-server.ts';

const MAIL = {
  to: 'desk@agency.example.org',
  subject: 'เรื่องร้องเรียน OCC-6911-7K3FQ-M',
  text: 'เรียนเจ้าหน้าที่',
  messageId: 'referral.1.1@desk.example.org',
  attachments: [
    { filename: 'OCC.zip', mediaType: 'application/zip', bytes: Buffer.alloc(70_000, 7) },
  ],
};
const SILENCE = {
  connectionTimeout: 400,
  greetingTimeout: 400,
  socketTimeout: 400,
  longest: 1_200,
};

describe('mail by SMTP', function () {
  this.timeout(20_000);
  const send = (url: string) =>
    smtpMailer({ url, from: 'desk@example.org', silence: SILENCE }).send(MAIL);
  const sendTo = async (options: SMTPServerOptions) => {
    const server = new MailServer(options);
    const result = await send(await server.start());
    await server.stop();
    return { result, mails: server.mails };
  };

  it('arrives with its number, its Thai subject and its attachment', async () => {
    const { result, mails } = await sendTo({});
    expect(result).to.deep.equal({ status: 'sent' });
    const [mail] = mails;
    expect(mail?.to).to.deep.equal(['desk@agency.example.org']);
    expect(mail?.raw).to.contain('Message-ID: <referral.1.1@desk.example.org>');
    expect(mail?.raw).to.contain('Subject: =?UTF-8?');
    expect(mail?.raw).to.match(/filename=OCC\.zip/);
    expect(mail?.raw.replace(/\r\n/g, '')).to.contain(Buffer.alloc(69_999, 7).toString('base64'));
  });

  it('tells a refusal for good from one for now', async () => {
    const later = await sendTo({ onMailFrom: (_address, _session, done) => done(refusal(451)) });
    expect(later.result).to.deep.equal(failed('refused_for_now', false));
    const never = await sendTo({ onMailFrom: (_address, _session, done) => done(refusal(554)) });
    expect(never.result).to.deep.equal(failed('refused', true));
    const unknown = await sendTo({ onRcptTo: (_address, _session, done) => done(refusal(550)) });
    expect(unknown.result).to.deep.equal(failed('bad_address', true));
  });

  it('asks again later when the login is not taken: somebody mends the settings', async () => {
    const server = new MailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusal(535)),
    });
    const url = await server.start();
    expect(await send(url.replace('smtp://', 'smtp://user:wrong@'))).to.deep.equal(
      failed('rejected_login', false),
    );
    await server.stop();
  });

  it('fails for now when the connection drops in the middle', async () => {
    const result = await withServer((socket) => {
      socket.write('220 hello\r\n');
      socket.on('data', () => socket.destroy());
    }, send);
    expect(result).to.deep.equal(failed('unreachable', false));
  });

  it('does not wait for a server that says nothing, or one line at a time', async () => {
    const begun = Date.now();
    expect(await withServer(() => undefined, send)).to.deep.equal(failed('unreachable', false));
    const dripping = await withServer((socket) => {
      const drip = setInterval(() => socket.write('220-still here\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    }, send);
    expect(dripping).to.deep.equal(failed('unreachable', false));
    expect(Date.now() - begun).to.be.lessThan(8_000);
  });

  it('fails for now when nobody listens', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    expect(await send(`smtp://127.0.0.1:${port}`)).to.deep.equal(failed('unreachable', false));
  });
});

const failed = (problem: string, permanent: boolean) => ({ status: 'failed', problem, permanent });

async function withServer<Result>(
  talk: (socket: Socket) => void,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
