'use strict';
// Stands in for packages that the Bot Framework loads and this project never calls: readers of
// numbers and dates for prompts of other languages, and sign-in to Microsoft's cloud. Loading them
// costs 60 MB of memory and most of a second. Whatever is taken from here throws when it is used.
const parts = new Map();

function part(name) {
  if (!parts.has(name)) {
    parts.set(
      name,
      class Unused {
        constructor() {
          throw new Error(`${name} is left out of this project: see vendor/unused.`);
        }
      },
    );
  }
  return parts.get(name);
}

module.exports = new Proxy(
  {},
  {
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : part(name)),
  },
);
