import { placeOf } from './place.mjs';

const IDLE = '(idle)';
const TOP = 25;

/**
 * Where the time of a V8 profile went, idling left out: by room and package, by file, by function.
 * "own" is time in the place itself; "with Node" adds what Node and V8 did on its behalf.
 */
export function summarise(profile) {
  const nodes = new Map(
    profile.nodes.map((node) => [node.id, { ...node, place: placeOf(node.callFrame) }]),
  );
  for (const node of nodes.values()) {
    for (const child of node.children ?? []) nodes.get(child).parent = node;
  }
  const groups = new Map();
  const files = new Map();
  const functions = new Map();
  let working = 0;
  profile.samples.forEach((id, index) => {
    const node = nodes.get(id);
    const ms = profile.timeDeltas[index] / 1_000;
    const { place, callFrame } = node;
    if (place.group === IDLE) return;
    working += ms;
    add(groups, place.group, 'own', ms);
    add(files, place.file, 'own', ms);
    const where = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    add(functions, `${callFrame.functionName || '(anonymous)'}  ${where}`, 'own', ms);
    const caller = callerOf(node);
    add(groups, caller.group, 'withNode', ms);
    add(files, caller.file, 'withNode', ms);
  });
  return [
    `${(working / 1_000).toFixed(1)} s not idle`,
    table('room or package', groups, working),
    table('file', files, working),
    table('function', functions, working),
  ].join('\n\n');
}

/** The nearest frame that is neither Node's nor V8's; the frame itself when there is none. */
function callerOf(node) {
  let at = node;
  while (at?.place.outside === true) at = at.parent;
  return (at ?? node).place;
}

function add(sums, name, column, ms) {
  const sum = sums.get(name) ?? { own: 0, withNode: 0 };
  sum[column] += ms;
  sums.set(name, sum);
}

function table(title, sums, working) {
  const most = ({ own, withNode }) => Math.max(own, withNode);
  const share = (ms) => `${((ms / working) * 100).toFixed(1)} %`.padStart(9);
  const lines = [...sums]
    .sort(([, a], [, b]) => most(b) - most(a))
    .slice(0, TOP)
    .map(([name, { own, withNode }]) => `${share(own)} ${share(withNode)}  ${name}`);
  return [`      own with Node  ${title}`, ...lines].join('\n');
}
