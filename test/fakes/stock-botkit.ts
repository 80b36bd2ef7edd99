import { MemoryStorage, type Activity, type TurnContext } from 'botbuilder-core';
import { FacebookAdapter } from 'botbuilder-adapter-facebook';
import { Botkit, BotkitConversation } from 'botkit';

/** An item of a webhook, as the published adapter takes it. */
export type Item = Record<string, unknown>;

type Middleware = (bot: unknown, message: unknown, next: (error?: Error) => void) => unknown;

/** The published adapter's private mapping functions, which we call as well. */
interface Mapper {
  processSingleMessage(item: Item, logic: (context: TurnContext) => Promise<void>): Promise<void>;
  activityToFacebook(activity: Partial<Activity>): Record<string, unknown>;
}

/** Keeps what would be sent; fails on request. */
class CollectingAdapter extends FacebookAdapter {
  readonly sent: Partial<Activity>[] = [];
  failures = 0;

  override sendActivities(_context: TurnContext, activities: Partial<Activity>[]) {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('Nothing can be sent.'));
    }
    this.sent.push(...activities);
    return Promise.resolve(activities.map((_, index) => ({ id: `s${index}` })));
  }
}

/** Botkit and its adapter as published, off the network: the ground of our characterisation tests. */
export class StockBotkit {
  readonly storage = new MemoryStorage();
  readonly adapter = new CollectingAdapter(OPTIONS);
  readonly controller = new Botkit({
    adapter: this.adapter,
    disable_webserver: true,
    disable_console: true,
    storage: this.storage,
  });

  dialog(id: string, build: (conversation: BotkitConversation) => void): void {
    const conversation = new BotkitConversation(id, this.controller);
    build(conversation);
    this.controller.addDialog(conversation);
  }

  /** Any message that is no answer begins this dialog. */
  beginWith(id: string): void {
    this.controller.on('message', async (bot) => {
      await bot.beginDialog(id);
    });
  }

  handle(item: Item): Promise<void> {
    return mapperOf(this.adapter).processSingleMessage(item, (context) =>
      this.controller.handleTurn(context),
    );
  }

  say(text: string): Promise<void> {
    return this.handle(itemOf({ message: { mid: 'm_1', text } }));
  }

  /** Botkit's published types give `middleware` no shape. */
  use(name: 'ingest' | 'receive', middleware: Middleware): void {
    const wares = this.controller.middleware as unknown as Record<
      string,
      { use(one: Middleware): void } | undefined
    >;
    wares[name]?.use(middleware);
  }

  get texts(): (string | undefined)[] {
    return this.adapter.sent.map(({ text }) => text);
  }
}

const OPTIONS = { access_token: 'unused', app_secret: 'unused', verify_token: 'unused' };

export const stockAdapter = () => new FacebookAdapter(OPTIONS);

export const itemOf = (content: Item): Item => ({
  sender: { id: '5001' },
  recipient: { id: '1212' },
  timestamp: 1_795_510_800_000,
  ...content,
});

/** The one place where the tests step past the published types. */
export function mapperOf(adapter: FacebookAdapter): Mapper {
  return adapter as unknown as Mapper;
}

/** What the adapter makes of an item. */
export async function activityOf(item: Item): Promise<Activity> {
  let activity: Activity | null = null;
  await mapperOf(stockAdapter()).processSingleMessage(item, (context) => {
    activity = context.activity;
    return Promise.resolve();
  });
  if (activity === null) throw new Error('The item made no turn.');
  return activity;
}

/** Runs `work` while what Botkit complains to the console is kept back. */
export async function complaintsDuring(work: () => Promise<unknown>): Promise<string> {
  const said = console.error;
  const complaints: unknown[] = [];
  console.error = (...words: unknown[]) => void complaints.push(...words);
  try {
    await work();
  } finally {
    console.error = said;
  }
  return complaints.map(String).join('\n');
}

/** The error that `work` ends with, as text; `none` when it ends well. */
export async function errorOf(work: Promise<unknown>): Promise<string> {
  let failure = 'none';
  await complaintsDuring(() => work.catch((error: unknown) => (failure = String(error))));
  return failure;
}
