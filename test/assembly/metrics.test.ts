import { expect } from 'chai';
import { DeskServer } from '../fakes/desk-server.ts';

describe('GET /metrics', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  const read = async () => (await fetch(`${desk.running.url}/metrics`)).text();

  it('counts events, times requests and shows what waits, without ids or words', async () => {
    await desk.say('607080901', { text: 'สวัสดีค่ะ' });
    const text = await read();
    expect(text).to.match(/desk_events_total\{event="webhook\.accepted",level="info"\} 1\b/);
    expect(text).to.match(/desk_events_total\{event="turn\.committed",level="info"\} 1\b/);
    expect(text).to.include('desk_backlog{queue="intake"} 0');
    expect(text).to.match(
      /desk_http_request_seconds_count\{method="POST",area="webhook",status="2xx"\} 1\b/,
    );
    expect(text).to.include('process_resident_memory_bytes');
    expect(text).to.not.include('607080901');
  });

  it('counts refused webhooks as warnings', async () => {
    await desk.post([], { signature: 'sha256=0' });
    expect(await read()).to.include(
      'desk_events_total{event="webhook.signature_wrong",level="warn"} 1',
    );
  });
});
