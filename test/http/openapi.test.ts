import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Router } from 'express';
import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import { threadControl } from '../../src/messenger/thread-control.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { DeskServer } from '../fakes/desk-server.ts';

const documentShape = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        summary: z.string().min(5),
        security: z.array(z.unknown()),
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

/** Every `METHOD /path` that a router and those inside it serve. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route !== undefined) {
      return route.stack.map(({ method }) => `${method} ${route.path}`);
    }
    return 'stack' in handle ? routesOf(handle as unknown as Router) : [];
  });
}

describe('the description of the interface', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  const described = async () =>
    documentShape.parse(await (await fetch(`${desk.running.url}/api/openapi.json`)).json());

  it('has every route under /api and no other', async () => {
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const app = createApp({
      store: desk.running.store,
      clock: systemClock,
      ids: systemIds,
      log: silent,
      secrets: [],
      verifyToken: 'x',
      burstMs: 0,
      promiseMs: 1,
      pageId: null,
      threadControl: threadControl({
        graph: { call: () => Promise.resolve({}) },
        pageId: '',
        log: silent,
      }),
      timeZone: 'Asia/Bangkok',
      undoMs: 0,
      replies: { canned: () => [], suggest: () => [] },
      matters: {
        formOf: () => null,
        understand: () => {
          throw new Error('Nothing is read here.');
        },
      },
      humanAgentGranted: false,
      phrase: () => [],
      referring: {
        agencies: () => [],
        mails: false,
        answerMs: 1,
        bundle: () => Promise.resolve(Readable.from([])),
      },
      trackPage: null,
      qrPicture: () => Promise.resolve(Buffer.alloc(0)),
      receipts: {
        issue: () => Promise.resolve(null),
        check: () => Promise.resolve({ status: 'refused', problem: 'no_statement' }),
        publicKeys: () => Promise.resolve([]),
        keyState: () => Promise.resolve('ok'),
      },
      sessionSecret: '',
      open: [],
    });
    const served = new Set(
      routesOf(app.router)
        .filter((route) => route.includes(' /api/'))
        .map((route) => route.replace(/:(\w+)/g, '{$1}')),
    );
    const { paths } = await described();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(served.size).to.be.greaterThan(15);
    expect([...told].sort()).to.deep.equal([...served].sort());
  });

  it('names path parameters, and the token wherever something is changed', async () => {
    const { paths } = await described();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const names = operation.parameters.map((parameter) => parameter.name);
        for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(names, path).to.include(name);
        const needsToken = method !== 'get' && operation.security.length > 0;
        expect(names.includes('X-CSRF-Token'), `${method} ${path}`).to.equal(needsToken);
      }
    }
  });

  it('lets only these be used without a session', async () => {
    const { paths } = await described();
    const open = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) =>
        security.length === 0 ? [`${method} ${path}`] : [],
      ),
    );
    expect(open.sort()).to.deep.equal([
      'get /api/openapi.json',
      'get /api/settings',
      'post /api/agency/bundle',
      'post /api/agency/look',
      'post /api/agency/reply',
      'post /api/session',
      'post /api/track',
      'post /api/track/receipt',
      'post /api/track/verify',
    ]);
  });
});
