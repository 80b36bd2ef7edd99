import { z } from 'zod';

const inBoth = z.object({ th: z.string(), en: z.string() });
export const cannedReplyShape = z.object({ id: z.string(), title: inBoth, text: inBoth });
export const suggestionShape = z.object({ id: z.string(), title: z.string(), text: z.string() });
