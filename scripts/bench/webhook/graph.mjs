// A Graph API over TLS that answers after a set time and tells when each person's messages came.
// TLS because the real one is, and because Botkit's adapter can call nothing else.
import { createServer } from 'node:https';

/**
 * `graph.delayMs` may be changed at any time. `graph.onMessage(psid, text, at)` is called when a
 * message with text has arrived, `graph.onSeen(psid)` when its sender has been answered: from then on
 * the person can read it.
 */
export async function startGraph({ key, cert }) {
  const graph = { url: '', delayMs: 0, onMessage: () => {}, onSeen: () => {}, calls: 0, stop };
  const server = createServer({ key, cert, keepAlive: true }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      graph.calls += 1;
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
      const psid = body.recipient?.id;
      const text = body.message?.text;
      if (text !== undefined) graph.onMessage(psid, text, performance.now());
      const answer = () => {
        response.setHeader('content-type', 'application/json');
        response.end(answerTo(request, psid, graph.calls));
        if (text !== undefined) graph.onSeen(psid);
      };
      if (graph.delayMs === 0) answer();
      else setTimeout(answer, graph.delayMs);
    });
  });
  // Idle people keep their connection: how fast a client makes new ones is not in question here.
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  graph.url = `https://127.0.0.1:${server.address().port}`;
  return graph;

  function stop() {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  }
}

function answerTo(request, psid, number) {
  return request.method === 'GET'
    ? JSON.stringify({ id: '1', first_name: 'สมหญิง', last_name: 'ใจดี' })
    : JSON.stringify({ recipient_id: psid, message_id: `m_reply_${number}` });
}
