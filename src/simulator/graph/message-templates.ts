import { z } from 'zod';
import { badParameter, notAllowed } from './fault.ts';
import { readParameter, type SentTemplate } from './send-request.ts';

const body = z.looseObject({
  type: z.string().regex(/^body$/i),
  text: z.string().min(1).max(1024, 'Length of param text must be less than or equal to 1024'),
  example: z.looseObject({ body_text: z.array(z.array(z.string())).min(1) }).optional(),
});
const templateShape = z.looseObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'Param name must be small letters, digits and _'),
  language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/, 'Param language must be a locale'),
  category: z.literal('UTILITY', 'Param category must be one of {UTILITY}'),
  components: z.tuple([body], 'Param components must have a body'),
});

export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED';
type Template = z.infer<typeof templateShape> & { readonly id: string; status: TemplateStatus };

/** The Page's utility templates, by Meta's rules for them. */
export class MessageTemplates {
  readonly #templates: Template[] = [];
  /** How the next ones are judged; Meta's own judgement takes seconds. */
  judgement: TemplateStatus = 'APPROVED';

  /** @throws GraphFault 100 for what Meta would not take */
  create(given: unknown, id: string): { readonly id: string; readonly status: TemplateStatus } {
    const template = readParameter(templateShape, given);
    const [{ text, example }] = template.components;
    const places = placesIn(text);
    if (places.some((place, index) => place !== index + 1)) {
      throw badParameter('Variables must be numbered in order, without a gap');
    }
    if (/^\s*\{\{|\}\}\s*$/.test(text)) {
      throw badParameter('Variables cannot be at the start or end of the template');
    }
    if (places.length > 0 && example?.body_text[0]?.length !== places.length) {
      throw badParameter('An example is required for every variable');
    }
    if (this.#find(template.name, template.language) !== undefined) {
      throw badParameter('There is already content in this language for this template', 2388024);
    }
    this.#templates.push({ ...template, id, status: this.judgement });
    return { id, status: this.judgement };
  }

  /** @param name part of a name; empty for all */
  list(name: string): readonly object[] {
    return this.#templates.filter((template) => template.name.includes(name));
  }

  judge(name: string, status: TemplateStatus): void {
    for (const template of this.#templates) if (template.name === name) template.status = status;
  }

  /** The words that the person reads. @throws GraphFault as Meta answers */
  fill({ name, language, components }: SentTemplate): string {
    const template = this.#find(name, language.code);
    if (template === undefined) throw badParameter('Message template name does not exist');
    if (template.status !== 'APPROVED') throw notAllowed('The message template is not approved');
    const [{ text }] = template.components;
    const values = components.flatMap(({ parameters }) => parameters.map((one) => one.text));
    if (values.length !== placesIn(text).length) {
      throw badParameter('Number of parameters does not match the template');
    }
    if (values.some((value) => /[#$%\n\t]/.test(value))) {
      throw badParameter('Param text cannot have #, $, %, tabs or line breaks');
    }
    return text.replaceAll(
      /\{\{(\d+)\}\}/g,
      (_place, number: string) => values[Number(number) - 1] ?? '',
    );
  }

  #find(name: string, language: string): Template | undefined {
    return this.#templates.find((one) => one.name === name && one.language === language);
  }
}

function placesIn(text: string): number[] {
  return [...text.matchAll(/\{\{(\d+)\}\}/g)].map((match) => Number(match[1]));
}
