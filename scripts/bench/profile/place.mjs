// Names the place of a function in a profile: one of our files, a package, or Node itself.
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

const maps = new Map();

/**
 * @param frame a `callFrame` of a V8 profile
 * @returns `file`: the source file or module; `group`: the room of src/, the package, or what V8 and
 * Node call it; `outside`: whether Node or V8 worked there, for whoever had called it
 */
export function placeOf(frame) {
  const { url, functionName } = frame;
  if (url === '') return nativePlace(functionName);
  if (url.startsWith('node:')) return { file: url, group: 'node', outside: true };
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)/.exec(file);
  if (inPackage !== null) {
    const [, name, path] = inPackage;
    const line = frame.lineNumber + 1;
    return { file: `${name}/${path}`, line, group: name, outside: false };
  }
  const source = sourceOf(file, frame);
  const [, room = 'src'] = /^src\/(store\/\w+|\w+)\//.exec(source.file) ?? [];
  return { ...source, group: `src/${room}`.replace('src/src', 'src'), outside: false };
}

/** V8 puts its own states in brackets: (idle), (garbage collector), (program). */
function nativePlace(name) {
  const place = name.startsWith('(') ? name : '(native)';
  return { file: place, group: place, outside: true };
}

/** Bundled code leads back to its source through the source map beside it. */
function sourceOf(file, { lineNumber, columnNumber }) {
  const entry = mapOf(file)?.findEntry(lineNumber, columnNumber);
  return entry?.originalSource === undefined
    ? { file, line: lineNumber + 1 }
    : {
        file: entry.originalSource.replace(/^(?:\.\.\/)+/, ''),
        line: entry.originalLine + 1,
      };
}

function mapOf(file) {
  if (!maps.has(file)) {
    const path = `${file}.map`;
    maps.set(file, existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null);
  }
  return maps.get(file);
}
