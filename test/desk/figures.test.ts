import { expect } from 'chai';
import { figuresShape, opinionsShape } from '../../src/desk/cases/opinion-shapes.ts';
import { newOpinion } from '../../src/domain/opinion.ts';
import { aCase, aPerson } from '../contracts/samples.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, signedIn } from '../fakes/desk-people.ts';

describe('figures of satisfaction over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  const record = { ...aCase(aPerson()), status: 'resolved' as const };
  const opinion = { ...newOpinion(record, 1), agent: 'Mali' };
  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Suda', 'supervisor');
    const words = [{ at: 2, closedAt: opinion.closedAt, text: 'ช่วยเร็วมาก' }];
    await desk.running.store.commit({
      cases: [{ expectedVersion: null, next: { ...record, words } }],
      opinions: [
        { ...opinion, rating: 5, solved: 'yes' },
        { ...opinion, id: 'a', rating: 4 },
        { ...opinion, id: 'b', rating: null, solved: 'no', agent: 'Dao', type: 'counterfeit' },
      ],
    });
  });
  after(() => desk.stop());

  it('are counted for supervisors by agent, month and type', async () => {
    const suda = await signedIn(desk, 'suda');
    const by = async (name: string) =>
      figuresShape.parse(await suda.get(`/api/figures/satisfaction?by=${name}`)).items;
    expect(await by('agent')).to.deep.equal([
      { key: 'Dao', ratings: [0, 0, 0, 0, 0], rated: 0, average: null, solved: 0, unsolved: 1 },
      { key: 'Mali', ratings: [0, 0, 0, 1, 1], rated: 2, average: 4.5, solved: 1, unsolved: 0 },
    ]);
    expect((await by('type')).map(({ key }) => key)).to.deep.equal(['counterfeit', 'not_received']);
    expect((await by('month')).map(({ key }) => key)).to.deep.equal(['2026-11']);
    const wrong = await suda.request('GET', '/api/figures/satisfaction?by=name');
    expect(wrong.status).to.equal(400);
  });

  it('are not for agents, who see what was said of one case', async () => {
    const mali = await signedIn(desk, 'mali');
    expect((await mali.request('GET', '/api/figures/satisfaction')).status).to.equal(403);
    const path = `/api/cases/${record.reference}/opinions`;
    const { items } = opinionsShape.parse(await mali.get(path));
    expect(items.filter(({ agent }) => agent === 'Mali')[0]).to.deep.include({
      rating: 5,
      solved: 'yes',
      words: ['ช่วยเร็วมาก'],
    });
    expect((await mali.request('GET', '/api/cases/OCC-6911-7K3FQ-M/opinions')).status).to.equal(
      404,
    );
  });
});
