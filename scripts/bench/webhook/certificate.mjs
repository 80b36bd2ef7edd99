import { createRequire } from 'node:module';

const { generate } = createRequire(new URL('../peers/', import.meta.url))('selfsigned');

/** A certificate of a day for 127.0.0.1, with its key. */
export async function selfSigned() {
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
