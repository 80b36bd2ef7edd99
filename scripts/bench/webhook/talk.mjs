// What the people of the benchmark say, and what must be answered. Every system is told the same and
// has to answer the same, so that a lost or mixed up state shows as a wrong answer.
import { readFileSync } from 'node:fs';

export const words = JSON.parse(
  readFileSync(new URL('../peers/words.json', import.meta.url), 'utf8'),
);

const NAME = 'สมหญิง ใจดี';
const STORY = 'โอนเงินไปแล้วร้านเงียบ ไม่ส่งของ';

/** Both scenarios: the message number `turn` of a person, from 0 on, and the answer to it. */
export const SCENARIOS = { echo, dialog };

/** @returns `last`: whether the talk may end here, nothing being asked */
function echo(person, turn) {
  const text = `${words.rain} ${turn + 1}`;
  return { text, answer: `${words.echo} ${text}`, last: true };
}

function dialog(person, turn) {
  const baht = (1_000 + ((person * 7 + (turn >> 2)) % 9_000)).toLocaleString('en-US');
  switch (turn % 4) {
    case 0:
      return { text: words.begin, answer: words.askName, last: false };
    case 1:
      return { text: NAME, answer: words.askAmount, last: false };
    case 2:
      return { text: `${baht} บาท`, answer: words.askStory, last: false };
    default:
      return {
        text: STORY,
        answer: `${words.summary} ${NAME} / ${baht} / ${STORY}`,
        last: true,
      };
  }
}

/** The numbers of the echo messages that a text says back: several were perhaps joined into one. */
export function echoedNumbers(text) {
  return text
    .split(words.rain)
    .slice(1)
    .map((part) => Number.parseInt(part, 10));
}
