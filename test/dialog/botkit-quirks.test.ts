/**
 * What Botkit does, as far as we rely on it or guard against it; for its Facebook adapter see
 * test/messenger/adapter-quirks.test.ts. These tests are about the packages: when one fails after an
 * update, read what it says before changing it.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';
import { hardenBotkit } from '../../src/dialog/settling-ware.ts';
import { newMemory } from '../../src/dialog/turn.ts';
import { greeting } from '../fakes/readings.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { errorOf, complaintsDuring, itemOf, StockBotkit } from '../fakes/stock-botkit.ts';
import { engineFor } from '../fakes/talk.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

describe('the packages below the dialogs', () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

  it('are the versions that these tests were written for', () => {
    const versions = Object.fromEntries(
      ['botkit', 'botbuilder-adapter-facebook', 'botbuilder-dialogs', 'botbuilder-core'].map(
        (name) => [name, lock.packages[`node_modules/${name}`]?.version],
      ),
    );
    expect(versions).to.deep.equal({
      botkit: '4.15.0',
      'botbuilder-adapter-facebook': '1.0.12',
      'botbuilder-dialogs': '4.23.3',
      'botbuilder-core': '4.23.3',
    });
  });

  it('are there once each: dialogs are told by instanceof', () => {
    for (const name of ['botbuilder-dialogs', 'botbuilder-core', 'botbuilder', 'botkit']) {
      const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`/${name}`));
      expect(copies, name).to.deep.equal([`node_modules/${name}`]);
    }
    const ofBotkit = createRequire(require.resolve('botkit'));
    expect(ofBotkit.resolve('botbuilder-dialogs')).to.equal(require.resolve('botbuilder-dialogs'));
  });

  it('cannot reach the network with the request package: ours throws', () => {
    const ofAdapter = createRequire(require.resolve('botbuilder-adapter-facebook'));
    const request: unknown = ofAdapter('request');
    expect(request).to.throw('The stock Facebook API client is not used here');
  });
});

describe('Botkit’s conversations', () => {
  let bot: StockBotkit;
  let answers: unknown[];
  const ask = (id = 'form.v1') =>
    bot.dialog(id, (conversation) => {
      conversation.ask(
        'ชื่ออะไรคะ',
        async (answer: unknown) => void (await Promise.resolve(answers.push(answer))),
        'name',
      );
    });
  beforeEach(() => {
    bot = new StockBotkit();
    answers = [];
  });

  it('take a delivery receipt for the answer: only messages and postbacks may reach them', async () => {
    ask();
    bot.beginWith('form.v1');
    await bot.say('เริ่ม');
    await bot.handle(itemOf({ delivery: { watermark: 1 } }));
    expect(answers).to.deep.equal([null]);
  });

  it('take a postback for the answer: buttons are routed before', async () => {
    ask();
    bot.beginWith('form.v1');
    await bot.say('เริ่ม');
    await bot.handle(itemOf({ postback: { title: 'เมนู', payload: 'act:menu' } }));
    expect(answers).to.deep.equal(['act:menu']);
  });

  it('give an empty text to the handler as nothing: we put a mark in its place', async () => {
    ask();
    bot.beginWith('form.v1');
    await bot.say('เริ่ม');
    await bot.say('');
    expect(answers).to.deep.equal([null]);
  });

  it('escape for HTML in {{ }} and not in {{{ }}}', async () => {
    bot.dialog('escape.v1', (conversation) => {
      conversation.before('default', (wrapper) => {
        wrapper.setVar('name', `Ann & O'Hara`);
        return Promise.resolve();
      });
      conversation.say('{{vars.name}}');
      conversation.say('{{{vars.name}}}');
    });
    bot.beginWith('escape.v1');
    await bot.say('เริ่ม');
    expect(bot.texts).to.deep.equal(['Ann &amp; O&#39;Hara', `Ann & O'Hara`]);
  });

  it('render a person’s words as a template: words of people never go through them', async () => {
    bot.dialog('template.v1', (conversation) => {
      conversation.before('default', (wrapper) => {
        wrapper.setVar('secret', '4711');
        return Promise.resolve();
      });
      conversation.say({ text: () => 'you wrote {{vars.secret}}' });
    });
    bot.beginWith('template.v1');
    await bot.say('เริ่ม');
    expect(bot.texts).to.deep.equal(['you wrote 4711']);
  });

  it('throw for words that look like an open template', async () => {
    hardenBotkit(bot.controller);
    bot.dialog('oops.v1', (conversation) => {
      conversation.say({ text: () => '{{#oops' });
    });
    bot.beginWith('oops.v1');
    expect(await errorOf(bot.say('เริ่ม'))).to.include('Unclosed');
  });

  it('go back into a thread, its hook included: a question is asked again that way', async () => {
    let entered = 0;
    bot.dialog('again.v1', (conversation) => {
      conversation.before('default', () => {
        entered += 1;
        return Promise.resolve();
      });
      conversation.ask(
        'เท่าไรคะ',
        [
          {
            default: true,
            handler: async (answer, wrapper) => {
              answers.push(answer);
              if (answers.length < 3) await wrapper.gotoThread('default');
            },
          },
        ],
        'amount',
      );
    });
    bot.beginWith('again.v1');
    for (const text of ['เริ่ม', 'ไม่รู้', 'หนึ่ง', '1']) await bot.say(text);
    expect(answers).to.deep.equal(['ไม่รู้', 'หนึ่ง', '1']);
    expect(entered).to.equal(3);
  });

  it('skip a question that cannot be sent, after telling the person so: replies are staged', async () => {
    ask();
    bot.beginWith('form.v1');
    bot.adapter.failures = 1;
    await complaintsDuring(() => bot.say('เริ่ม'));
    expect(bot.texts).to.deep.equal(['Failed to start prompt form.v1_default_prompt']);
  });

  it('throw for ever when their position is in a dialog that is gone', async () => {
    ask('form.v1');
    bot.beginWith('form.v1');
    await bot.say('เริ่ม');
    const later = new StockBotkit();
    hardenBotkit(later.controller);
    Object.assign(later.storage, { memory: Reflect.get(bot.storage, 'memory') as unknown });
    for (let i = 0; i < 2; i += 1) {
      expect(await errorOf(later.say('มะลิ'))).to.include('form.v1');
    }
  });

  it('rename a second dialog of the same id without a word', () => {
    ask('form.v1');
    ask('form.v1');
    const { dialogSet } = bot.controller;
    expect(dialogSet.find('form.v1')).to.not.equal(undefined);
    expect(dialogSet.find('form.v12')?.id).to.equal('form.v12');
  });

  it('keep their position by id and index, under a key made of the person twice', async () => {
    ask();
    bot.beginWith('form.v1');
    await bot.say('เริ่ม');
    const key = 'facebook/conversations/5001-5001/';
    const stored: unknown = (await bot.storage.read([key]))[key];
    const state = z
      .looseObject({
        dialogState: z.looseObject({ dialogStack: z.array(z.looseObject({ id: z.string() })) }),
      })
      .parse(stored);
    expect(state.dialogState.dialogStack.map(({ id }) => id)).to.include('form.v1');
    expect(JSON.stringify(stored)).to.include('"stepIndex":0');
  });

  it('let interrupts go before the open question, and only those that answer true', async () => {
    ask();
    bot.beginWith('form.v1');
    const interrupted: unknown[] = [];
    bot.controller.interrupts(
      (message) => Promise.resolve(message.text === 'ยกเลิก'),
      'message',
      (_worker, message) => {
        interrupted.push(message.text);
        return Promise.resolve(true);
      },
    );
    await bot.say('เริ่ม');
    await bot.say('ยกเลิก');
    expect({ interrupted, answers }).to.deep.equal({ interrupted: ['ยกเลิก'], answers: [] });
    await bot.say('มะลิ');
    expect({ interrupted, answers }).to.deep.equal({ interrupted: ['ยกเลิก'], answers: ['มะลิ'] });
  });
});

describe('Botkit’s storage', () => {
  it('is written with the eTag * always: the last writer wins, so we commit by version', async () => {
    const bot = new StockBotkit();
    const tags: unknown[] = [];
    const { storage } = bot;
    const write = storage.write.bind(storage);
    storage.write = (changes) => {
      tags.push(...Object.values(changes).map((item: { eTag?: string }) => item.eTag));
      return write(changes);
    };
    bot.dialog('form.v1', (conversation) => void conversation.ask('?', async () => {}, 'a'));
    bot.beginWith('form.v1');
    await bot.say('หนึ่ง');
    await bot.say('สอง');
    expect([...new Set(tags)]).to.deep.equal(['*']);
  });
});

describe('an exception in a handler', () => {
  it('ends the process with Botkit as published', async () => {
    const script = `
      import { StockBotkit } from './test/fakes/stock-botkit.ts';
      const bot = new StockBotkit();
      bot.controller.on('message', async () => { throw new Error('a bug in a handler'); });
      let settled = false;
      void bot.say('x').then(() => (settled = true), () => (settled = true));
      setTimeout(() => { console.log(settled ? 'settled' : 'never settled'); process.exit(0); }, 500);
    `;
    const child = run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    expect(await errorOf(child)).to.include('a bug in a handler');
    expect(child.child.exitCode).to.equal(1);
  });

  it('rejects the turn once the middleware settles', async () => {
    const bot = new StockBotkit();
    hardenBotkit(bot.controller);
    bot.controller.on('message', () => Promise.reject(new Error('a bug in a handler')));
    expect(await errorOf(bot.say('x'))).to.include('a bug in a handler');
  });

  it('rejects the turn from a dialog, an interrupt and a middleware as well', async () => {
    const places: ((bot: StockBotkit) => void)[] = [
      (bot) => {
        bot.dialog('bad.v1', (conversation) => {
          conversation.before('default', () => Promise.reject(new Error('a bug')));
          conversation.say('x');
        });
        bot.beginWith('bad.v1');
      },
      (bot) => {
        const always = () => Promise.resolve(true);
        bot.controller.interrupts(always, 'message', () => Promise.reject(new Error('a bug')));
      },
      (bot) => {
        bot.use('receive', (_bot, _message, next) => next(new Error('a bug')));
      },
      (bot) => {
        bot.use('ingest', () => Promise.reject(new Error('a bug')));
      },
    ];
    for (const arrange of places) {
      const bot = new StockBotkit();
      hardenBotkit(bot.controller);
      arrange(bot);
      expect(await errorOf(bot.say('x'))).to.include('a bug');
    }
  });

  it('leaves the next turn untouched', async () => {
    const bot = new StockBotkit();
    hardenBotkit(bot.controller);
    let turns = 0;
    bot.controller.on('message', () => {
      turns += 1;
      return turns === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve();
    });
    expect(await errorOf(bot.say('x'))).to.include('a bug');
    expect(await errorOf(bot.say('x'))).to.equal('none');
  });

  it('finds the five middlewares that we replace, and no other', () => {
    const { middleware } = new StockBotkit().controller;
    expect(Object.keys(middleware).toSorted()).to.deep.equal([
      'ingest',
      'interpret',
      'receive',
      'send',
      'spawn',
    ]);
  });
});

describe('a position in a version that is gone', () => {
  it('is given up with an apology: the answers stay, the open question is asked again', async () => {
    const content = shippedContent();
    const engine = engineFor(content);
    const step = (text: string, memory = newMemory(), payload: string | null = null) =>
      engine.step(
        `t-${text}`,
        memory,
        { text, payload, attachments: [], reading: { ...greeting(text), confidence: 0 } },
        {
          openCase: () => ({
            reference: 'OCC-6911-7K3FQ-M',
            secret: 'SECRET',
            trackPage: 'https://desk.example.org/track',
          }),
          consent: {
            agreed: true,
            page: 'https://desk.example.org/privacy',
            keep: () => undefined,
          },
          now: 0,
          understand: greeting,
          ownContact: () => Promise.resolve(null),
          profileName: null,
          personal: () => Promise.resolve({}),
          latestCase: null,
          findCase: () => Promise.resolve(null),
          findCaseBySecret: () => Promise.resolve(null),
          withdrawCase: () => Promise.resolve(false),
        },
        'th',
      );
    const begun = await step('เริ่ม', newMemory(), 'start:not_received');
    const named = await step('หม้อทอด', begun.memory);
    const { asking } = named.memory;
    const position = JSON.stringify(named.memory.botkit);
    expect(position).to.match(/not_received\.v\d/);
    const gone = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(position.replaceAll(/(not_received\.v)\d+/g, '$1999')));

    const lost = await step('1500', { ...named.memory, botkit: gone });
    const said = lost.replies.map((reply) => (reply.kind === 'text' ? reply.text : ''));
    expect(said[0]).to.equal(engine.phrase('form_changed', 'th', {})[0]);
    expect(lost.memory).to.deep.include({ flow: 'not_received', asking });
    expect(lost.memory.slots).to.deep.include({ product: 'หม้อทอด' });
    const onward = await step('1500', lost.memory);
    expect(onward.memory.asking).to.not.equal(asking);
  });
});
