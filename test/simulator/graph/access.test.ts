import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { outcome, PAGE_OPTIONS, StandInAtRest } from '../../fakes/stand-in.ts';

const { accessToken: TOKEN, appSecret: SECRET } = PAGE_OPTIONS;
const proofOf = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

describe('access to the Graph stand-in', () => {
  const graph = new StandInAtRest({ requireProof: true });
  const seconds = Math.floor(graph.now / 1000);
  const access = (token?: string, proof?: string, proofTime?: string) =>
    outcome(() => graph.standIn.checkAccess({ token, proof, proofTime }));

  it('is refused with 190 without the Page’s token', () => {
    expect(access()).to.equal('190');
    expect(access('')).to.equal('190');
    expect(access('another', proofOf('another'))).to.equal('190');
  });

  it('needs the proof where the app requires it, in the old form or the one with a time', () => {
    expect(access(TOKEN)).to.equal('100');
    expect(access(TOKEN, proofOf(TOKEN))).to.equal('sent');
    expect(access(TOKEN, proofOf(`${TOKEN}|${seconds}`), `${seconds}`)).to.equal('sent');
    expect(
      outcome(() =>
        new StandInAtRest().standIn.checkAccess({
          token: TOKEN,
          proof: undefined,
          proofTime: undefined,
        }),
      ),
    ).to.equal('sent');
  });

  it('refuses a wrong proof and one older than five minutes', () => {
    expect(access(TOKEN, 'f'.repeat(64))).to.equal('100');
    expect(access(TOKEN, proofOf(`${TOKEN}|${seconds}`), `${seconds + 1}`)).to.equal('100');
    const old = seconds - 301;
    expect(access(TOKEN, proofOf(`${TOKEN}|${old}`), `${old}`)).to.equal('100');
    expect(access(TOKEN, proofOf(`${TOKEN}|soon`), 'soon'), 'no time at all').to.equal('100');
  });
});
