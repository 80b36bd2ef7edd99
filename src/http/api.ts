import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { readInput } from './problem.ts';

/** One route. The same words check what comes in, type what goes out and describe it in OpenAPI. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path with named parameters, e.g. `/api/cases/:reference`. */
  readonly path: string;
  readonly summary: string;
  /** Answers without a session. */
  readonly open?: true;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body is a file of this media type, which a handler before the route reads. */
  readonly takes?: string;
  /** JSON of the answer. Without it the answer is 204, or of the type in `media`. */
  readonly answer?: z.ZodType;
  /** The route makes something new: it answers 201. */
  readonly creates?: true;
  /** The handler writes the response itself, in this media type. */
  readonly media?: string;
}

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface Call<E extends Endpoint> {
  readonly params: Readonly<Record<Names<E['path']>, string>>;
  readonly query: Output<E['query']>;
  readonly body: Output<E['body']>;
  readonly request: Request;
  readonly response: Response;
}

type Answer<E extends Endpoint> = E['answer'] extends z.ZodType ? z.input<E['answer']> : void;

/** The routes of one room: served by `router`, described by `endpoints`. */
export class Api {
  readonly router: Router = express.Router();
  readonly endpoints: Endpoint[] = [];
  readonly #guard: RequestHandler | null;

  /** @param guard stands before every route that is not `open` */
  constructor(guard: RequestHandler | null) {
    this.#guard = guard;
  }

  /** @param before runs after the body was read, e.g. a limit on tries */
  serve<const E extends Endpoint>(
    endpoint: E,
    handle: (call: Call<E>) => Promise<Answer<E>> | Answer<E>,
    before: readonly RequestHandler[] = [],
  ): void {
    const { method, path, query, body, answer, media, open, creates } = endpoint;
    if (open !== true && this.#guard === null) throw new Error(`${path} has no guard.`);
    this.endpoints.push(endpoint);
    this.router[method](
      path,
      ...(open === true || this.#guard === null ? [] : [this.#guard]),
      ...(body === undefined ? [] : [readJson]),
      ...before,
      async (request: Request, response: Response) => {
        // The compiler cannot follow a schema that may be absent into a conditional type.
        const call = {
          params: request.params,
          query: query && readInput(query, request.query),
          body: body && readInput(body, request.body),
          request,
          response,
        } as Call<E>;
        const result = await handle(call);
        if (answer !== undefined) response.status(creates === true ? 201 : 200).json(result);
        else if (media === undefined) response.status(204).end();
      },
    );
  }
}

const readJson = express.json({ limit: '100kb' });
