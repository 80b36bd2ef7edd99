import { handOver, noteWanted, openOf } from '../../conversation/waiting/hand-over.ts';
import { HAND_OVER_KEPT_MS, isFor, type HandOver } from '../../domain/hand-over.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { mustWorkAtDesk } from '../access.ts';
import { handOverBody, handOversShape, type HandOversView } from './hand-over-shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

/** What one shift tells the next. */
export function handOverRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  const path = '/api/hand-overs';
  const answer = handOversShape;
  api.serve(
    {
      method: 'get',
      path,
      summary: 'Notes of earlier shifts that you have not read, and whether yours is wanted.',
      answer,
    },
    ({ request }) => view(tools, deskActor(actorOf(request))),
  );
  api.serve(
    {
      method: 'post',
      path,
      summary: 'Write what the next shift should know; it names your open conversations.',
      body: handOverBody,
      answer,
    },
    async ({ body, request }) => {
      const actor = deskActor(actorOf(request));
      await handOver(tools, actor, body);
      return view(tools, actor);
    },
  );
  api.serve(
    { method: 'post', path: '/api/hand-overs/:id/read', summary: 'You have read a note.', answer },
    async ({ params, request }) => {
      const actor = deskActor(actorOf(request));
      if (!(await store.readHandOver(params.id, actor.id))) {
        throw new Problem(404, 'There is no such note.');
      }
      return view(tools, actor);
    },
  );
}

function deskActor(actor: Actor): Actor {
  mustWorkAtDesk(actor);
  return actor;
}

async function view(
  { store, clock }: Pick<DeskTools, 'store' | 'clock'>,
  { id }: Actor,
): Promise<HandOversView> {
  const now = clock.now();
  const notes = await store.handOvers(now - HAND_OVER_KEPT_MS);
  const wanted = await noteWanted(store, id, now);
  return {
    wanted: wanted === null ? null : { shift: wanted.name, endsAt: iso(wanted.endsAt) },
    open: (await openOf(store, id)).length,
    items: await Promise.all(
      notes.filter((note) => isFor(note, id)).map((note) => noteView(store, note)),
    ),
  };
}

async function noteView(
  store: Pick<DeskTools['store'], 'conversation'>,
  { id, at, by, shift, text, conversations }: HandOver,
): Promise<HandOversView['items'][number]> {
  const found = await Promise.all(conversations.map((one) => store.conversation(one)));
  return {
    ...{ id, at: iso(at), by: by.name, shift, text },
    conversations: found.flatMap((one) =>
      one === null
        ? []
        : [
            {
              id: one.id,
              name: one.name,
              holder: one.control.holder === 'agent' ? one.control.name : null,
            },
          ],
    ),
  };
}
