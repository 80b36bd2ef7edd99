// The bot: Bottender gives each message to the action that this file exports.
const words = require('../words.json');

async function echo(context) {
  await context.sendText(`${words.echo} ${context.event.text}`);
}

async function begin(context) {
  context.setState({ asking: 'name' });
  await context.sendText(words.askName);
}

const answers = {
  async name(context) {
    context.setState({ asking: 'amount', name: context.event.text });
    await context.sendText(words.askAmount);
  },
  async amount(context) {
    const baht = Number(context.event.text.replace(/[^\d.]/g, ''));
    context.setState({ asking: 'story', baht: baht.toLocaleString('en-US') });
    await context.sendText(words.askStory);
  },
  async story(context) {
    const { name, baht } = context.state;
    context.resetState();
    await context.sendText(`${words.summary} ${name} / ${baht} / ${context.event.text}`);
  },
};

module.exports = async function App(context) {
  if (!context.event.isText) return undefined;
  if (context.state.asking) return answers[context.state.asking];
  return context.event.text === words.begin ? begin : echo;
};
