import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { lookup } from 'node:dns';
import { expect } from 'chai';
import { evidenceDownloader } from '../../src/messenger/download.ts';
import { fetchBytes } from '../../src/messenger/fetch-bytes.ts';
import { isPublicAddress, publicLookup } from '../../src/messenger/public-address.ts';
import type { EvidenceFiles } from '../../src/ports.ts';
import { SLIP } from '../fakes/pictures.ts';

describe('downloading evidence', () => {
  const kept = new Map<string, Buffer>();
  const files: EvidenceFiles = {
    put: (sha256, bytes) => Promise.resolve(void kept.set(sha256, bytes)),
    open: () => Promise.resolve(null),
    drop: () => Promise.resolve(),
  };
  let answer: RequestListener = (_request, response) => response.end();
  const asked: string[] = [];
  let server: Server;
  let host = '';

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    kept.clear();
    asked.length = 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const fetching = (link: string, more: { maxBytes?: number; timeoutMs?: number } = {}) =>
    evidenceDownloader({ hosts: [host], maxBytes: 1_000, files, ...more })(link);
  const here = (path = '/slip.png') => `http://${host}${path}`;
  const failed = (reason: string) => ({ status: 'failed', reason });

  it('keeps the bytes under their sum, typed by what they are and not by what is claimed', async () => {
    answer = (_request, response) => response.setHeader('content-type', 'text/html').end(SLIP);
    const sha256 = createHash('sha256').update(SLIP).digest('hex');
    expect(await fetching(here())).to.deep.equal({
      status: 'stored',
      sha256,
      mediaType: 'image/png',
      bytes: SLIP.length,
      origin: '127.0.0.1',
    });
    expect(kept.get(sha256)).to.deep.equal(SLIP);
  });

  it('names no type for what it does not know, whatever the server says', async () => {
    answer = (_request, response) =>
      response.setHeader('content-type', 'image/png').end('<script>alert(1)</script>');
    expect(await fetching(here())).to.include({ mediaType: 'application/octet-stream' });
  });

  it('stops at the limit without waiting for the end, announced or not', async () => {
    let written = 0;
    answer = (_request, response) => {
      const timer = setInterval(() => {
        written += 600;
        response.write(Buffer.alloc(600));
      }, 5);
      response.on('close', () => clearInterval(timer));
    };
    expect(await fetching(here())).to.deep.equal(failed('too_large'));
    const then = written;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(written - then, 'the connection was closed').to.be.lessThan(3_000);
    answer = (_request, response) => response.setHeader('content-length', 9e9).write('a');
    expect(await fetching(here())).to.deep.equal(failed('too_large'));
  });

  it('takes exactly the limit, and refuses one byte more', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(1_000));
    expect(await fetching(here())).to.include({ status: 'stored', bytes: 1_000 });
    answer = (_request, response) => response.end(Buffer.alloc(1_001));
    expect(await fetching(here())).to.deep.equal(failed('too_large'));
  });

  it('keeps no half of a file', async () => {
    answer = (_request, response) => {
      response.setHeader('content-length', 900).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await fetching(here())).to.deep.equal(failed('unreachable'));
    expect(kept.size).to.equal(0);
  });

  it('gives up on a slow drip at its deadline, and sooner when its time is used up', async () => {
    answer = (_request, response) => {
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
    };
    const began = performance.now();
    expect(await fetching(here(), { timeoutMs: 150 })).to.deep.equal(failed('unreachable'));
    const download = evidenceDownloader({ hosts: [host], maxBytes: 1_000, files });
    expect(await download(here(), AbortSignal.timeout(150))).to.deep.equal(failed('unreachable'));
    expect(performance.now() - began).to.be.lessThan(5_000);
  });

  for (const status of [403, 404, 410]) {
    it(`tells a dead link by ${status}`, async () => {
      answer = (_request, response) => response.writeHead(status).end('URL signature expired');
      expect(await fetching(here())).to.deep.equal(failed('expired'));
    });
  }

  it('calls nothing a file', async () => {
    answer = (_request, response) => response.end();
    expect(await fetching(here())).to.deep.equal(failed('not_a_file'));
  });

  it('follows a redirect inside the listed hosts, and none out of them or without end', async () => {
    answer = (request, response) =>
      request.url === '/slip.png'
        ? response.writeHead(302, { location: '/moved.png' }).end()
        : response.end(SLIP);
    expect(await fetching(here())).to.include({ status: 'stored' });
    for (const out of ['https://evil.example/x', `http://localhost:${host.split(':')[1]}/x`]) {
      answer = (_request, response) => response.writeHead(302, { location: out }).end();
      expect(await fetching(here()), out).to.deep.equal(failed('forbidden_host'));
    }
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    asked.length = 0;
    expect(await fetching(here())).to.deep.equal(failed('forbidden_host'));
    expect(asked.length).to.be.lessThan(5);
  });

  it('connects to no other host, port, scheme or name that only looks like a listed one', async () => {
    const download = evidenceDownloader({ hosts: ['fbcdn.net', host], maxBytes: 1_000, files });
    for (const link of [
      'http://scontent.fbcdn.net/x.png',
      'https://scontent.fbcdn.net:8443/x.png',
      'https://evilfbcdn.net/x.png',
      'https://fbcdn.net.evil.example/x.png',
      'https://fbcdn.net@evil.example/x.png',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/x.png',
      'file:///etc/passwd',
      'not a link',
    ]) {
      expect(await download(link), link).to.deep.equal(failed('forbidden_host'));
    }
  });

  it('connects to no private address, whatever a listed name leads to', async () => {
    const leadsTo = (...addresses: string[]) =>
      publicLookup(((_name: string, _options: object, done: (...args: unknown[]) => void) => {
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      }) as typeof lookup);
    for (const addresses of [
      ['127.0.0.1'],
      ['10.1.2.3'],
      ['169.254.169.254'],
      ['::1'],
      ['31.13.64.1', '127.0.0.1'],
      [],
    ]) {
      const download = evidenceDownloader({
        hosts: ['fbcdn.net'],
        maxBytes: 1_000,
        files,
        lookup: leadsTo(...addresses),
      });
      const result = await download('https://scontent.fbcdn.net/x.png');
      expect(result, addresses.join()).to.deep.equal(failed('forbidden_host'));
    }
  });

  it('connects to the very address that was looked at', async () => {
    answer = (_request, response) => response.end(SLIP);
    let times = 0;
    const fetched = await fetchBytes(new URL(`http://no-such-name.example:${host.split(':')[1]}`), {
      maxBytes: 1_000,
      signal: AbortSignal.timeout(2_000),
      lookup: (_name, _options, done) => {
        times += 1;
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    });
    expect(fetched).to.deep.equal({ status: 'ok', bytes: SLIP });
    expect(times).to.equal(1);
  });

  it('knows public addresses from all others', () => {
    const shut = [
      ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.8.8.8', '169.254.169.254', '172.31.0.1'],
      ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1'],
      ...['fd00:ec2::254', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', 'ff02::1'],
    ];
    expect(shut.filter(isPublicAddress)).to.deep.equal([]);
    const open = ['31.13.64.1', '157.240.1.1', '172.32.0.1', '2a03:2880:f10c::1'];
    expect(open.filter((address) => !isPublicAddress(address))).to.deep.equal([]);
  });
});
