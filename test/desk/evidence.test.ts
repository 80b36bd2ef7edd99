import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { conversationId, evidenceId, messageId } from '../../src/domain/ids.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, complaint, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

describe('evidence over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let agent: StaffClient;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    agent = await signedIn(desk, 'mali');
  });
  after(() => desk.stop());

  /** A file of this media type in the conversation, put there without Facebook. */
  const put = async (conversation: string, id: string, mediaType: string, text: string) => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await desk.running.store.files.put(sha256, bytes);
    await desk.running.store.commit({
      evidence: [
        {
          id: evidenceId(id),
          conversationId: conversationId(conversation),
          messageId: messageId('m'),
          reference: null,
          kind: null,
          sha256,
          mediaType,
          bytes: bytes.length,
          type: 'file',
          origin: 'cdn.example',
          receivedAt: Date.now(),
        },
      ],
    });
    return `/api/conversations/${conversation}/evidence/${id}/content`;
  };

  it('shows pictures in place, locked in a sandbox', async () => {
    const { reference } = await complaint(desk, '6001');
    const list = await agent.get<{ items: { id: string }[] }>(`/api/cases/${reference}/evidence`);
    const path = `/api/cases/${reference}/evidence/${list.items[0]?.id ?? ''}/content`;
    const { headers, status } = await agent.request('GET', path);
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('image/png');
    expect(headers.get('content-disposition')).to.match(/^inline; filename="evidence-.+\.png"$/);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).to.equal('private, no-store');
  });

  it('offers everything else as a download of no type', async () => {
    const id = await waitingPerson(desk, '6002');
    for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'text/javascript']) {
      const path = await put(id, `e-${type.replace(/\W/g, '')}`, type, `<script>${type}</script>`);
      const { headers } = await agent.request('GET', path);
      expect(headers.get('content-type'), type).to.equal('application/octet-stream');
      expect(headers.get('content-disposition'), type).to.match(/^attachment; filename=".+\.bin"$/);
      expect(headers.get('content-security-policy'), type).to.include('sandbox');
    }
  });

  it('finds a file only where it belongs, and for staff only', async () => {
    const mine = await waitingPerson(desk, '6003');
    const other = await waitingPerson(desk, '6004');
    const path = await put(mine, 'e-own', 'image/png', 'not really');
    expect((await agent.request('GET', path)).status).to.equal(200);
    expect((await agent.request('GET', path.replace(mine, other))).status).to.equal(404);
    const { reference } = await complaint(desk, '6005');
    const foreign = `/api/cases/${reference}/evidence/e-own/content`;
    expect((await agent.request('GET', foreign)).status).to.equal(404);
    const stranger = await fetch(`${desk.running.url}${path}`);
    expect(stranger.status).to.equal(401);
    expect(await stranger.text()).to.not.include('not really');
  });

  it('answers 404 when the bytes are gone', async () => {
    const id = await waitingPerson(desk, '6006');
    const path = await put(id, 'e-gone', 'image/png', 'soon gone');
    const sha256 = createHash('sha256').update('soon gone').digest('hex');
    const { rmSync } = await import('node:fs');
    rmSync(`${desk.directory}/evidence/${sha256.slice(0, 2)}/${sha256}`);
    expect((await agent.request('GET', path)).status).to.equal(404);
  });
});
