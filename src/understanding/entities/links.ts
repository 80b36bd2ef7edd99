import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { Finder } from './finder.ts';

const TOP_LEVEL =
  'com|net|org|co|th|info|shop|xyz|me|app|io|cc|vip|site|online|store|ly|ee|link|top|club|live|fun|pro|biz|asia|dev|gg|tv|win|bet|us|page|website';
const PATH = String.raw`(?:[/?#][^\s\u0e00-\u0e7f]*)?`;
const URL = new RegExp(
  String.raw`(?:https?:\/\/|www\.)[^\s\u0e00-\u0e7f]+|(?<![\w@.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:${TOP_LEVEL})(?![a-z0-9@]|\.[a-z0-9])${PATH}`,
  'gi',
);

/** Reference codes, e-mail addresses and links: everything that has letters of its own. */
export function findLinks(finder: Finder): void {
  finder.addEach(
    'reference_code',
    /(?<![a-z0-9])occ[\s\-–—_.]*\d{4}[\s\-–—_.]*(?:[a-z0-9][\s\-–—_.]*){5}[a-z0-9](?![a-z0-9])/gi,
    (match) => {
      const parsed = parseReferenceCode(match[0]);
      return parsed.status === 'ok' ? parsed.reference : null;
    },
  );
  finder.addEach('email', /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, (match) =>
    match[0].toLowerCase(),
  );
  finder.each(URL, (match) => {
    const link = match[0].replace(/[.,;:!?)\]}'"”]+$/, '');
    const value = /^https?:/i.test(link) ? link : `https://${link}`;
    finder.add('url', value, match.index, match.index + link.length);
  });
}
