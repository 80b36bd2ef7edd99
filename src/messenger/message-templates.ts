import { z } from 'zod';
import type { Language } from '../domain/conversation.ts';
import {
  STATUS_TEMPLATE_EXAMPLE,
  STATUS_TEMPLATE_PLACES,
  STATUS_TEMPLATE_TEXT,
  type StatusTemplate,
} from '../domain/status-template.ts';
import { SET_UP, type Finding } from './finding.ts';
import type { PageConnection } from './page-connection.ts';

/** @see https://developers.facebook.com/docs/graph-api/reference/page/message_templates */
const templates = z.object({
  data: z.array(
    z.looseObject({
      name: z.string(),
      language: z.string(),
      status: z.string().default('unknown'),
      components: z
        .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
        .default([]),
    }),
  ),
});
const created = z.looseObject({ status: z.string().default('unknown') });

type KnownTemplate = z.infer<typeof templates>['data'][number];

/** Makes the template in each of its languages where the Page has none of that name. */
export async function setTemplate(
  connection: PageConnection,
  template: StatusTemplate,
): Promise<Finding[]> {
  const known = await templatesOf(connection, template);
  const findings: Finding[] = [];
  for (const language of template.languages) {
    const what = `Status template ${template.name} (${language})`;
    if (known.some((one) => isIn(one, language))) {
      findings.push({ status: 'ok', what: `${what}: there already.` });
      continue;
    }
    const answer = await connection.page.call('POST', pathOf(connection), {
      name: template.name,
      language,
      category: 'UTILITY',
      components: [
        {
          type: 'BODY',
          text: STATUS_TEMPLATE_TEXT[language],
          example: { body_text: [STATUS_TEMPLATE_EXAMPLE[language]] },
        },
      ],
    });
    const { status } = created.parse(answer);
    findings.push({ status: 'changed', what: `${what}: made, and Meta says ${status}.` });
  }
  return findings;
}

/** Whether Meta lets the template out, in each language. */
export async function templateFindings(
  connection: PageConnection,
  template: StatusTemplate,
): Promise<Finding[]> {
  const known = await templatesOf(connection, template);
  return template.languages.map((language) =>
    templateFinding(
      `The status template ${template.name} (${language})`,
      known.find((one) => isIn(one, language)) ?? null,
    ),
  );
}

function templateFinding(what: string, template: KnownTemplate | null): Finding {
  if (template === null) {
    return { status: 'problem', what: `${what} does not exist.`, remedy: SET_UP };
  }
  if (placesOf(template) !== STATUS_TEMPLATE_PLACES) {
    return {
      status: 'problem',
      what: `${what} has not the two places for code and status.`,
      remedy: `Set FACEBOOK_STATUS_TEMPLATE to a name that is not taken. ${SET_UP}`,
    };
  }
  switch (template.status) {
    case 'APPROVED':
      return { status: 'ok', what: `${what} is approved.` };
    case 'PENDING':
      return {
        status: 'unchecked',
        what: `${what} is still looked at by Meta.`,
        remedy: 'Run doctor again in some minutes; until then the news fails and is told later.',
      };
    default:
      return {
        status: 'problem',
        what: `${what} is ${template.status.slice(0, 40)}: Meta does not let it out.`,
        remedy: `Read the reason at the Page’s message templates, then set FACEBOOK_STATUS_TEMPLATE to another name. ${SET_UP}`,
      };
  }
}

async function templatesOf(
  connection: PageConnection,
  { name }: StatusTemplate,
): Promise<KnownTemplate[]> {
  const answer = await connection.page.call('GET', pathOf(connection), undefined, { name });
  // Graph finds parts of names as well.
  return templates.parse(answer).data.filter((one) => one.name === name);
}

function pathOf({ settings }: PageConnection): string {
  return `/${settings.pageId}/message_templates`;
}

/** Meta may add the country: th_TH. */
function isIn(template: KnownTemplate, language: Language): boolean {
  return template.language.split('_')[0] === language;
}

function placesOf({ components }: KnownTemplate): number {
  const body = components.find(({ type }) => type.toUpperCase() === 'BODY');
  return new Set(body?.text?.match(/\{\{\w+\}\}/g) ?? []).size;
}
