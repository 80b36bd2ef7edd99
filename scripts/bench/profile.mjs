// `node scripts/bench/profile.mjs FILE.cpuprofile|FOLDER …`: where the time of a process went.
import { printProfiles } from './profile/print.mjs';

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('Name one or more files that end in .cpuprofile, or folders of them.');
  process.exit(1);
}
printProfiles(paths);
