import type { Section } from './notice.ts';

const STYLE = `:root { color-scheme: light dark }
body { font: 1.125rem/1.7 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .25rem }
ul { padding-left: 1.25rem; margin: 0 }`;

/** A page that needs no script: it must open in every old telephone. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="th">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
${STYLE}
</style>
<main>
${body}
</main>
</html>
`;
}

export function article(
  lang: 'th' | 'en',
  title: string,
  note: string,
  sections: readonly Section[],
): string {
  const parts = sections.map(
    (section) =>
      `<h2>${escape(section.title)}</h2>\n<ul>${section.lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
  );
  return `<article lang="${lang}" id="${lang}">\n<h1>${escape(title)}</h1>\n<p>${escape(note)}</p>\n${parts.join('\n')}\n</article>`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
