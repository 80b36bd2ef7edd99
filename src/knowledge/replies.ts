import { z } from 'zod';
import { REPLY_VARIABLES, type CannedReply } from '../domain/canned-reply.ts';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { LIMITS } from '../domain/messaging-limits.ts';
import { YamlFile } from '../understanding/yaml-file.ts';

const MOST_TITLE = 60;

const inBoth = (most: number) => {
  const words = z.string().trim().min(1, 'is empty').max(most, `has more than ${most} characters`);
  return z.strictObject({ th: words, en: words });
};
const replyFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and -'),
  title: inBoth(MOST_TITLE),
  text: inBoth(LIMITS.text),
});

/** Reads what agents insert with `/`: one reply a file, named as its id. */
export function readReplies(files: readonly ContentFile[]): {
  readonly replies: readonly CannedReply[];
  readonly problems: readonly ContentProblem[];
} {
  const replies: CannedReply[] = [];
  const problems: ContentProblem[] = [];
  for (const file of files) {
    const yaml = new YamlFile(file);
    const parsed = yaml.faults.length > 0 ? null : replyFile.safeParse(yaml.value);
    if (parsed?.success !== true) {
      problems.push(...yaml.faults);
      for (const { path, message } of parsed?.error.issues ?? []) {
        const fix = 'write id:, title: and text:, the last two with th: and en:';
        problems.push(yaml.problem(path, `${path.join('.') || 'the file'}: ${message}`, fix));
      }
      continue;
    }
    replies.push(parsed.data);
    problems.push(...faultsOf(parsed.data, file, yaml));
  }
  return { replies, problems };
}

function faultsOf(reply: CannedReply, file: ContentFile, yaml: YamlFile): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (!file.path.endsWith(`/${reply.id}.yml`)) {
    problems.push(yaml.problem(['id'], 'id is not the file’s name', 'give both the same name'));
  }
  for (const language of ['th', 'en'] as const) {
    for (const [, name = ''] of reply.text[language].matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)) {
      if (REPLY_VARIABLES.some((known) => known === name)) continue;
      const fix = `use one of ${REPLY_VARIABLES.map((known) => `{{${known}}}`).join(', ')}`;
      problems.push(yaml.problem(['text', language], `nothing fills {{${name}}}`, fix));
    }
  }
  return problems;
}
