import { expect } from 'chai';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pageRoutes } from '../../src/assembly/pages.ts';

describe('the bare address', () => {
  const linksWith = async (simulator: boolean) => {
    const server = express().use(pageRoutes(process.cwd(), { simulator })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const missing = (await fetch(`http://127.0.0.1:${port}/simulator`)).status;
    server.close();
    return { paths: [...text.matchAll(/href="([^"]+)"/g)].map((match) => match[1]), missing };
  };

  it('leads to the status page and the desk', async () => {
    expect(await linksWith(false)).to.deep.equal({ paths: ['/track', '/desk'], missing: 404 });
  });

  it('leads to the simulator where it is on', async () => {
    expect((await linksWith(true)).paths).to.deep.equal(['/track', '/desk', '/simulator']);
  });
});
