import { expect } from 'chai';
import { z } from 'zod';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';
import { exampleOf } from './example-of.ts';

const content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));
const operation = z.looseObject({
  security: z.array(z.unknown()),
  parameters: z.array(
    z.looseObject({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() }),
  ),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
});
const documentShape = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.looseObject({ Problem: z.unknown() }) }),
});

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: z.infer<typeof operation>;
}

/** What reads comes first; what takes something away for good comes last. */
const ORDER = ['get', 'put', 'patch', 'post', 'delete'];
const LAST = /erase|session|account|disable/;
/** Between these the conversation is held, and may be written into. */
const TAKES = /\/claim$/;
const GIVES_BACK = /\/(release|resolve|thread-control)$/;

describe('every route that the interface describes', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  let admin: StaffClient;
  let routes: Route[] = [];
  let isProblem: z.ZodType;
  let known: Readonly<Record<string, string>> = {};

  before(async () => {
    await desk.start();
    const staff = await addMember(desk, 'Mali', 'admin');
    admin = await signedIn(desk, 'mali');
    const { id, reference, secret } = await complaint(desk, '7801');
    await admin.request('PATCH', `/api/conversations/${id}`, { control: 'agent' });
    const evidence = await admin.get<{ items: { id: string }[] }>(
      `/api/conversations/${id}/evidence`,
    );
    const messages = await admin.get<{ items: { id: string }[] }>(
      `/api/conversations/${id}/messages`,
    );
    const evidenceId = evidence.items[0]?.id ?? '';
    const messageId = messages.items[0]?.id ?? '';
    known = { id, reference, secret, evidenceId, messageId, staffId: staff, agency: 'ocpb' };
    const response = await fetch(`${desk.running.url}/api/openapi.json`);
    const { paths, components } = documentShape.parse(await response.json());
    isProblem = z.fromJSONSchema(components.schemas.Problem as z.core.JSONSchema.JSONSchema);
    routes = Object.entries(paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, found]) => ({ method, path, operation: found })),
      )
      .sort((a, b) => rank(a) - rank(b));
  });
  after(() => desk.stop());

  const rank = ({ method, path }: Route) => {
    const turn = TAKES.test(path) ? -0.5 : GIVES_BACK.test(path) ? 5 : 0;
    return ORDER.indexOf(method) + (LAST.test(path) ? 10 : turn);
  };
  const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;

  /** The address with things that exist in it, and the query that has to be there. */
  function addressOf({ path, operation: { parameters } }: Route): string {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === 'id' && path.includes('/evidence/')) return known['evidenceId'] ?? '';
      if (name === 'id' && path.includes('/members/')) return known['staffId'] ?? '';
      return encodeURIComponent(known[name] ?? 'none');
    });
    const query = parameters
      .filter((one) => one.in === 'query' && one.required)
      .map((one) => [one.name, String(known[one.name] ?? exampleOf(one.schema, known))]);
    const search = new URLSearchParams(query as [string, string][]).toString();
    return search === '' ? filled : `${filled}?${search}`;
  }

  function bodyOf({ operation: { requestBody } }: Route): object | undefined {
    const schema = requestBody?.content['application/json']?.schema;
    return schema === undefined ? undefined : (exampleOf(schema, known) as object);
  }

  /** Holds an answer against what is written about it; says whether the route did what was asked. */
  async function holdsTo(route: Route, response: Response): Promise<boolean> {
    const name = `${nameOf(route)} → ${response.status}`;
    expect(response.status, name).to.be.below(500);
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    if (response.status >= 400) {
      expect(type, name).to.equal('application/problem+json');
      expect(isProblem.safeParse(await response.json()).success, name).to.equal(true);
      return false;
    }
    const described = route.operation.responses[String(response.status)];
    expect(described, `${name} is described`).to.not.equal(undefined);
    if (described?.content === undefined) {
      expect(await response.text(), name).to.equal('');
      return true;
    }
    const types = Object.keys(described.content);
    expect(types.includes('*/*') || types.includes(type), `${name} of ${type}`).to.equal(true);
    const schema = described.content[type]?.schema;
    if (schema === undefined) {
      // A stream of events has no end; a file that is not read would block its connection.
      if (type === 'text/event-stream') await response.body?.cancel();
      else await response.arrayBuffer();
      return true;
    }
    const checked = z
      .fromJSONSchema(schema as z.core.JSONSchema.JSONSchema)
      .safeParse(await response.json());
    expect(checked.error?.issues ?? [], name).to.deep.equal([]);
    return true;
  }

  it('refuses who is not signed in, as described', async () => {
    for (const route of routes.filter(({ operation: { security } }) => security.length > 0)) {
      const response = await fetch(`${desk.running.url}${addressOf(route)}`, {
        method: route.method.toUpperCase(),
      });
      expect(response.status, nameOf(route)).to.equal(401);
      await holdsTo(route, response);
    }
  });

  it('answers nonsense with a problem, as described', async () => {
    for (const route of routes.filter((one) => bodyOf(one) !== undefined)) {
      if (LAST.test(route.path)) continue;
      const nonsense = { nonsense: [1, { deep: null }], text: 5, reference: {}, id: 7 };
      await holdsTo(
        route,
        await admin.request(route.method.toUpperCase(), addressOf(route), nonsense),
      );
    }
  });

  it('answers a request made from its own words, as described', async () => {
    const done: string[] = [];
    for (const route of routes) {
      const response = await admin.request(
        route.method.toUpperCase(),
        addressOf(route),
        bodyOf(route),
      );
      if (await holdsTo(route, response)) done.push(nameOf(route));
    }
    const others = routes.map(nameOf).filter((name) => !done.includes(name));
    // Some need more than words can say: an offer to confirm, a referral under way, a signed link.
    expect(done.length, `not done: ${others.join(', ')}`).to.be.at.least(0.7 * routes.length);
  });
});
