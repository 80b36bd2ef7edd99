import type { ThreadMessage } from '../../src/domain/message.ts';

/** Reads a thread as colleagues do: who had the conversation, and who spoke out of turn. */
export function handoverBreaches(thread: readonly ThreadMessage[]): string[] {
  const breaches: string[] = [];
  let holder: string | null = null;
  for (const { seq, author, content } of thread) {
    if (content.kind === 'notice') {
      const { notice } = content;
      if (notice.kind === 'claimed') {
        if (holder !== null) breaches.push(`line ${seq}: claimed while ${holder} has it`);
        holder = notice.by;
      }
      if (notice.kind === 'released' || notice.kind === 'resolved') {
        if (holder !== notice.by) breaches.push(`line ${seq}: released by somebody else`);
        holder = null;
      }
    }
    if (author.kind === 'bot' && holder !== null) {
      breaches.push(`line ${seq}: the bot spoke while ${holder} has it`);
    }
    if (author.kind === 'agent' && holder !== author.name) {
      breaches.push(`line ${seq}: ${author.name} spoke without having it`);
    }
  }
  return breaches;
}
