import { placeOf } from './place.mjs';

const IDLE = '(idle)';
const TOP = 25;
/**
 * Where the time of a V8 profile went, idling left out: by room and package, by file, by function.
 * "own" is time in the place itself; "with callees" adds what Node and V8 did on its behalf, and for our
 * functions, in a table of their own, whatever was called from there.
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
  const ours = new Map();
  let working = 0;
  profile.samples.forEach((id, index) => {
    const node = nodes.get(id);
    const ms = profile.timeDeltas[index] / 1_000;
    const { place } = node;
    if (place.group === IDLE) return;
    working += ms;
    add(groups, place.group, 'own', ms);
    add(files, place.file, 'own', ms);
    add(functions, nameOf(node), 'own', ms);
    const caller = stackOf(node).find((at) => !at.place.outside)?.place ?? place;
    add(groups, caller.group, 'withCallees', ms);
    add(files, caller.file, 'withCallees', ms);
    const ourNodes = stackOf(node).filter((at) => at.place.group.startsWith('src'));
    for (const name of new Set(ourNodes.map(nameOf))) add(ours, name, 'withCallees', ms);
    if (ourNodes[0] === node) add(ours, nameOf(node), 'own', ms);
  });
  return [
    `${(working / 1_000).toFixed(1)} s not idle`,
    table('room or package', groups, working),
    table('file', files, working),
    table('function of ours, with all it called', ours, working),
    table('function', functions, working),
  ].join('\n\n');
}

/** The node and what called it, up to the root. */
function stackOf(node) {
  const stack = [];
  for (let at = node; at !== undefined; at = at.parent) stack.push(at);
  return stack;
}

function nameOf({ place, callFrame }) {
  const where = place.line === undefined ? place.file : `${place.file}:${place.line}`;
  return `${callFrame.functionName || '(anonymous)'}  ${where}`;
}

function add(sums, name, column, ms) {
  const sum = sums.get(name) ?? { own: 0, withCallees: 0 };
  sum[column] += ms;
  sums.set(name, sum);
}

function table(title, sums, working) {
  const most = ({ own, withCallees }) => Math.max(own, withCallees);
  const share = (ms) => `${((ms / working) * 100).toFixed(1)} %`.padStart(9);
  const lines = [...sums]
    .sort(([, a], [, b]) => most(b) - most(a))
    .slice(0, TOP)
    .map(
      ([name, { own, withCallees }]) => `${share(own)} ${share(withCallees).padStart(12)}  ${name}`,
    );
  return [`      own with callees  ${title}`, ...lines].join('\n');
}
