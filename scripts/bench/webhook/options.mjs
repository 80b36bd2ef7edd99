import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stop } from '../../lib/packages.mjs';
import { OURS, SYSTEMS } from './systems.mjs';
import { SCENARIOS } from './talk.mjs';

const HELP = `npm run bench:webhook -- [options]
  --quick            10 people, no delay, short: about a minute
  --systems A,B      of ${Object.keys(SYSTEMS).join(', ')}; all unless told
  --scenarios A,B    of echo, dialog
  --people 1,10,100  how many talk at once
  --delays 0,100     ms that the Graph API takes to answer
  --events 2000      most messages of one row
  --json FILE        the rows and the verdict
  --profile DIR      CPU profiles of the desk, and where its time went; slower by the profiling`;

/** What the command line asks for; ends the process when it cannot be read. */
export function readOptions() {
  const list = { type: 'string' };
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      systems: list,
      scenarios: list,
      people: list,
      delays: list,
      events: { type: 'string', default: '2000' },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { quick } = values;
  const several = (text, otherwise) => text?.split(',') ?? otherwise;
  const numbers = (text, otherwise) => several(text, otherwise).map(Number);
  const read = {
    systems: several(values.systems, values.profile === undefined ? Object.keys(SYSTEMS) : OURS),
    scenarios: several(values.scenarios, ['echo', 'dialog']),
    people: numbers(values.people, quick ? [10] : [1, 10, 100]),
    delays: numbers(values.delays, quick ? [0] : [0, 100]),
    events: Number(values.events),
    ms: quick ? 1_500 : 2_500,
    json: values.json === undefined ? null : resolve(values.json),
    profile: values.profile === undefined ? null : resolve(values.profile),
  };
  const wrong =
    read.systems.some((name) => SYSTEMS[name] === undefined) ||
    read.scenarios.some((name) => SCENARIOS[name] === undefined) ||
    ![...read.people, read.events].every((count) => Number.isInteger(count) && count > 0) ||
    !read.delays.every((ms) => ms >= 0);
  if (wrong) stop(`One of the options cannot be read.\n${HELP}`);
  return read;
}
