import type { Language } from './conversation.ts';
import type { TemplateContent } from './message.ts';

/** The utility template by which news of a case goes out when the messaging window is closed. */
export interface StatusTemplate {
  readonly name: string;
  /** The languages it was made in, the one for everybody else first. */
  readonly languages: readonly [Language, ...Language[]];
}

/**
 * Its words. {{1}} is the reference code, {{2}} the status in plain words. Meta's rules for a utility
 * template: no place at the beginning or the end, numbered without a gap, nothing sensitive asked for.
 */
export const STATUS_TEMPLATE_TEXT: Readonly<Record<Language, string>> = {
  th: 'เรื่อง {{1}} มีความคืบหน้าค่ะ สถานะตอนนี้: {{2}} ถ้ามีคำถาม พิมพ์ในแชตนี้ได้เลยค่ะ',
  en: 'There is news about case {{1}}. Status now: {{2}}. If you have a question, write to us here.',
};

/** What Meta is shown in the places when it looks at the template. */
export const STATUS_TEMPLATE_EXAMPLE: Readonly<Record<Language, readonly [string, string]>> = {
  th: ['OCC-6911-7K3FQ-M', 'กำลังประสานงาน'],
  en: ['OCC-6911-7K3FQ-M', 'being coordinated'],
};

/** How many places the template has. */
export const STATUS_TEMPLATE_PLACES = 2;

/** The message that tells a person of a case's status. Meta takes no `#`, `$` or `%` in a place. */
export function statusTemplateContent(
  template: StatusTemplate,
  language: Language,
  news: { readonly reference: string; readonly status: string },
): TemplateContent {
  const made = statusTemplateLanguage(template, language);
  const parameters = [news.reference, news.status].map((text) =>
    text.replaceAll(/[#$%]/g, '').replaceAll(/\s+/g, ' ').trim(),
  );
  const text = STATUS_TEMPLATE_TEXT[made].replaceAll(
    /\{\{(\d)\}\}/g,
    (_place, number: string) => parameters[Number(number) - 1] ?? '',
  );
  return { kind: 'template', name: template.name, language: made, parameters, text };
}

/** The language in which the person gets the template. */
export function statusTemplateLanguage(template: StatusTemplate, language: Language): Language {
  return template.languages.includes(language) ? language : template.languages[0];
}
