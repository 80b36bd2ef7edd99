import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { summarise } from './summary.mjs';

/** Prints where the time went, for each profile named and for those in each folder named. */
export function printProfiles(paths) {
  for (const file of paths.flatMap(profilesIn)) {
    console.log(`\n${file}`);
    console.log(summarise(JSON.parse(readFileSync(file, 'utf8'))));
  }
}

function profilesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .map((name) => join(path, name));
}
