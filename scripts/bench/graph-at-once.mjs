// A Graph API that answers at once and remembers when each person's messages came. Nothing is checked:
// the built-in stand-in does that, and its checks would be measured along with the desk.
import { createServer } from 'node:http';

export async function startGraphAtOnce() {
  const waiting = new Map();
  let sent = 0;
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ recipient_id: body.recipient?.id, message_id: `m_${++sent}` }));
      if (body.message !== undefined) waiting.get(body.recipient.id)?.(performance.now());
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Resolves with the moment at which the next message to this person arrives. */
    nextTo: (psid) =>
      new Promise((resolve) => {
        waiting.set(psid, (at) => {
          waiting.delete(psid);
          resolve(at);
        });
      }),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
