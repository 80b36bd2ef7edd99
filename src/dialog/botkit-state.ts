import type { Storage, StoreItems } from 'botbuilder-core';
import { z } from 'zod';
import type { DialogMemory } from './turn.ts';

/**
 * Botkit's storage: its state lives in the memory of the turn in hand and is committed with
 * everything else. The turn's id stands in the place of the person's in the storage key.
 */
export function stagedStorage(memories: ReadonlyMap<string, DialogMemory>): Storage {
  const memoryOf = (key: string) => {
    const turnId = /conversations\/([^/]+?)-\1\//.exec(key)?.[1] ?? '';
    const memory = memories.get(turnId);
    if (memory === undefined) throw new Error('Botkit asked for the state of no turn in hand.');
    return memory;
  };
  return {
    read: (keys: string[]) => {
      const items: StoreItems = {};
      for (const key of keys) {
        const state = memoryOf(key).botkit;
        if (state !== null) items[key] = state;
      }
      return Promise.resolve(items);
    },
    write: (changes: StoreItems) => {
      for (const [key, state] of Object.entries(changes)) {
        memoryOf(key).botkit = structuredClone(state) as Record<string, unknown>;
      }
      return Promise.resolve();
    },
    delete: (keys: string[]) => {
      for (const key of keys) memoryOf(key).botkit = null;
      return Promise.resolve();
    },
  };
}

const position = z.looseObject({
  dialogState: z.looseObject({
    dialogStack: z.array(z.looseObject({ id: z.string() })).default([]),
  }),
});

/** Ids of the flows, with their versions, that a stored position waits in. */
export function waitsIn(memory: DialogMemory): string[] {
  const parsed = position.safeParse(memory.botkit);
  if (!parsed.success) return [];
  const { dialogStack } = parsed.data.dialogState;
  return dialogStack.map(({ id }) => id).filter((id) => /\.v\d+(\.[a-z0-9]+)?$/.test(id));
}
