'use strict';
// botbuilder-adapter-facebook requires "request" without declaring it, and only for its own
// Graph calls. Ours go through src/messenger/graph-client.ts, so a call that lands here is a bug.
module.exports = function request() {
  throw new Error('The stock Facebook API client is not used here: send through the Graph client.');
};
