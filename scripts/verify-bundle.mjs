// Checks a bundle from its manifest alone: `node verify-bundle.mjs OCC-….zip`. Needs Node and nothing
// else, so that whoever receives a bundle can run it. Prints what is wrong and ends with 1, or with 0.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const SCHEMA = '1212-case-bundle/1';

/** The files of a ZIP by their names, as its central directory lists them. */
function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('is no ZIP file, or was cut off');
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('has a broken directory');
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [size, lengths] = [
      zip.readUInt32LE(at + 24),
      [28, 30, 32].map((o) => zip.readUInt16LE(at + o)),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + lengths[0]);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + packed);
    if (files.has(name)) throw new Error(`has ${name} twice`);
    files.set(name, method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: size + 1 }));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return files;
}

/** What is wrong with the bundle, a line each; none: it is whole. */
function faults(zip) {
  const files = unzip(zip);
  const text = files.get('manifest.json');
  if (text === undefined) return ['manifest.json is missing'];
  const manifest = JSON.parse(text.toString('utf8'));
  if (manifest.schema !== SCHEMA) return [`the manifest is of an unknown kind: ${manifest.schema}`];
  const found = [];
  const listed = new Set(['manifest.json']);
  for (const { path, bytes, sha256 } of manifest.files) {
    listed.add(path);
    const file = files.get(path);
    if (file === undefined) found.push(`${path} is missing`);
    else if (file.length !== bytes) found.push(`${path} has ${file.length} bytes and not ${bytes}`);
    else if (createHash('sha256').update(file).digest('hex') !== sha256)
      found.push(`${path} was changed`);
  }
  for (const name of files.keys())
    if (!listed.has(name)) found.push(`${name} is not in the manifest`);
  return found;
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Usage: node verify-bundle.mjs BUNDLE.zip');
  process.exit(2);
}
let problems;
try {
  problems = faults(readFileSync(path));
} catch (error) {
  problems = [`the file ${error.message}`];
}
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('whole');
process.exitCode = problems.length === 0 ? 0 : 1;
