// Botkit with its Facebook adapter, its own web server and its store in memory, as documented.
const { Botkit, BotkitConversation } = require('botkit');
const { FacebookAdapter, FacebookEventTypeMiddleware } = require('botbuilder-adapter-facebook');
const words = require('./words.json');

const adapter = new FacebookAdapter({
  verify_token: process.env.FACEBOOK_VERIFY_TOKEN,
  app_secret: process.env.FACEBOOK_APP_SECRET,
  access_token: process.env.FACEBOOK_ACCESS_TOKEN,
  api_host: new URL(process.env.FACEBOOK_GRAPH_URL).host,
  api_version: 'v25.0',
});
adapter.use(new FacebookEventTypeMiddleware());
const controller = new Botkit({ webhook_uri: '/webhook', adapter });

const report = new BotkitConversation('report', controller);
report.ask(words.askName, async () => {}, 'name');
report.ask(
  words.askAmount,
  async (answer, conversation) => {
    const baht = Number(answer.replace(/[^\d.]/g, ''));
    conversation.setVar('baht', baht.toLocaleString('en-US'));
  },
  'amount',
);
report.ask(words.askStory, async () => {}, 'story');
// Three braces: with two, Botkit's template engine escapes for HTML.
report.say(`${words.summary} {{{vars.name}}} / {{{vars.baht}}} / {{{vars.story}}}`);
controller.addDialog(report);

controller.ready(() => {
  controller.hears(words.begin, 'message', async (bot) => {
    await bot.beginDialog('report');
  });
  controller.on('message', async (bot, message) => {
    await bot.reply(message, `${words.echo} ${message.text}`);
  });
});
