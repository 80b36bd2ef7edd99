import { expect } from 'chai';
import { ContentError, type Content } from '../../src/content/content.ts';
import { openContent, type LiveContent } from '../../src/content/live-content.ts';
import type { Log, LogFields } from '../../src/ports.ts';
import { ContentFolder, until } from '../fakes/content-folder.ts';

describe('content that is edited while the server runs', function () {
  this.timeout(90_000);
  const WAIT_MS = 30_000;
  let folder: ContentFolder;
  let live: LiveContent;
  const logged: { readonly event: string; readonly fields: LogFields | undefined }[] = [];
  const used: Content[] = [];
  const log: Log = {
    info: (event, fields) => logged.push({ event, fields }),
    warn: (event, fields) => logged.push({ event, fields }),
    error: (event, fields) => logged.push({ event, fields }),
  };

  before(() => {
    folder = new ContentFolder();
    live = openContent({ folder: folder.path, models: folder.models });
    live.follow(log, (content) => used.push(content));
  });
  after(async () => {
    await live.close();
    folder.remove();
  });

  const firstText = (flow: string, name: string) =>
    live.current.flows.find(({ id }) => id === flow)?.texts[name]?.th[0];

  it('takes a changed wording into use without a restart', async () => {
    folder.edit('dialogs/welcome.yml', (text) => text.replace('เล่าปัญหามาได้เลย', 'มีเรื่องอะไรคะ'));
    await until(() => firstText('welcome', 'what')?.startsWith('มีเรื่องอะไรคะ') === true, WAIT_MS);
    expect(used.at(-1)).to.equal(live.current);
    expect(live.status).to.deep.equal({ status: 'ok' });
  });

  it('learns from a new entry of the knowledge store', async () => {
    const question = 'ศูนย์มีที่จอดรถจักรยานไหมคะ';
    expect(live.current.faq.rank(question).answer?.id).to.not.equal('f02-contact');
    folder.edit('knowledge/faq/f02-contact.md', (text) =>
      text.replace(
        'questions:\n',
        `questions:\n  - ${question}\n  - จอดรถจักรยานได้ไหม\n  - มีที่จอดจักรยานรึเปล่า\n`,
      ),
    );
    await until(() => live.current.faq.rank(question).answer?.id === 'f02-contact', WAIT_MS);
  });

  it('keeps the last good version of a file that is broken, and says where the fault is', async () => {
    const good = live.current;
    folder.edit('dialogs/human.yml', (text) => text.replace('say: queued', 'say: queue'));
    await until(() => live.status.status === 'stale', WAIT_MS);
    expect(live.current).to.equal(good);
    const problems = live.status.status === 'stale' ? live.status.problems.join('\n') : '';
    expect(problems).to.match(/dialogs\/human\.yml:7 text queue is missing — write it under texts/);
    const refusal = logged.find(({ event }) => event === 'content.reload_refused');
    expect(refusal?.fields).to.include({ file: 'dialogs/human.yml', line: 7 });

    folder.edit('dialogs/human.yml', (text) => text.replace('say: queue\n', 'say: queued\n'));
    await until(() => live.status.status === 'ok', WAIT_MS);
    expect(live.current).to.not.equal(good);
  });

  it('refuses to open with a fault, naming file, line and fix', () => {
    const broken = new ContentFolder();
    broken.edit('knowledge/faq/f11-aoc-1441.md', (text) => text.replace('## English', '## Engels'));
    expect(() => openContent({ folder: broken.path, models: broken.models })).to.throw(
      ContentError,
      /knowledge\/faq\/f11-aoc-1441\.md:\d+ the English answer is missing — write it below/,
    );
    broken.remove();
  });
});
