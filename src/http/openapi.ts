import { z } from 'zod';
import { Api, type Endpoint } from './api.ts';
import { settingsAnswer } from './session-shapes.ts';

/** What any page or program may read: the settings that pages need, and the description of all routes. */
export function openApi(options: {
  readonly timeZone: string;
  readonly apis: readonly Api[];
}): Api {
  const api = new Api(null);
  api.serve(
    {
      method: 'get',
      path: '/api/settings',
      summary: 'What the pages need to know before anybody signs in.',
      open: true,
      answer: settingsAnswer,
    },
    () => ({ timeZone: options.timeZone }),
  );
  api.serve(
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description.',
      open: true,
      answer: z.record(z.string(), z.unknown()),
    },
    () => describe([...options.apis, api].flatMap(({ endpoints }) => endpoints)),
  );
  return api;
}

function describe(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Complaint desk', version: '1' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
      schemas: { Problem: z.toJSONSchema(problem) },
    },
  };
}

const problem = z.looseObject({ status: z.number(), title: z.string(), detail: z.string() });

function operation(endpoint: Endpoint): object {
  const { path, method, summary, open, query, body, takes, answer, media, creates } = endpoint;
  const unsafe = method !== 'get' && open !== true;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => parameter('path', name ?? ''));
  const inQuery = query === undefined ? [] : queryParameters(query);
  const inHeader = unsafe ? [parameter('header', 'X-CSRF-Token')] : [];
  const json = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: z.toJSONSchema(schema, { io }) },
  });
  const content = answer ? json(answer, 'output') : media === undefined ? null : { [media]: {} };
  return {
    summary,
    security: open === true ? [] : [{ session: [] }],
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(body && { requestBody: { required: true, content: json(body, 'input') } }),
    ...(takes && { requestBody: { required: true, content: { [takes]: {} } } }),
    responses: {
      [content === null ? '204' : creates === true ? '201' : '200']: {
        description: 'Done.',
        ...(content && { content }),
      },
      default: {
        description: 'Not done; `status` and `detail` say why.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function queryParameters(query: z.ZodObject): object[] {
  const schema = z.toJSONSchema(query, { io: 'input' });
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function parameter(place: 'path' | 'header', name: string): object {
  return { name, in: place, required: true, schema: { type: 'string' } };
}
