import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildContent, readContent } from '../../src/content/content.ts';
import { changedModelsOf, modelsOf } from '../../src/content/models.ts';
import { MODEL_VERSION, trainModel } from '../../src/understanding/model.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';
import { sizeOf } from '../../src/understanding/vocabulary.ts';
import { ContentFolder } from '../fakes/content-folder.ts';

describe('trained models', function () {
  this.timeout(60_000);
  const folder = new ContentFolder();
  const source = readContent(folder.path);
  const files = () => readdirSync(folder.models).map((name) => join(folder.models, name));
  before(() => void modelsOf(source, folder.models));
  after(() => folder.remove());

  it('are kept, one file each, and judge the same when read again', () => {
    expect(files()).to.have.length(2);
    const written = files().map((file) => statSync(file).mtimeMs);
    const text = 'สั่งของแล้วไม่ได้ของเลย';
    const [first, second] = [1, 2].map(() =>
      buildContent(source, modelsOf(source, folder.models)).classifier.classify(text),
    );
    expect(second).to.deep.equal(first);
    expect(first?.ranked[0]?.label).to.equal('not_received');
    expect(files().map((file) => statSync(file).mtimeMs)).to.deep.equal(written);
  });

  it('are read in a moment', () => {
    const begun = performance.now();
    modelsOf(source, folder.models);
    expect(performance.now() - begun).to.be.below(1_000);
  });

  it('are handed over only when they have changed', () => {
    const { intents, faq } = modelsOf(source, folder.models);
    const known = { intents: intents.key, faq: faq.key };
    expect(changedModelsOf(source, folder.models, known)).to.deep.equal({});
    const changed = changedModelsOf(source, folder.models, { ...known, faq: 'another' });
    expect(Object.keys(changed)).to.deep.equal(['faq']);
  });

  it('are trained anew when a file is damaged', () => {
    const [file = ''] = files();
    const good = readFileSync(file);
    writeFileSync(file, good.subarray(0, good.length / 2));
    modelsOf(source, folder.models);
    expect(readFileSync(file).equals(good)).to.equal(true);
  });

  it('are trained anew when a phrasing changes, and old ones are forgotten', () => {
    const small = (text: string) => ({
      ...source,
      examples: [
        { label: 'a', text: 'แดง' },
        { label: 'b', text },
      ],
      entries: source.entries.slice(0, 2),
    });
    for (let i = 0; i < 8; i += 1) modelsOf(small(`เขียว${i}`), folder.models);
    expect(files().length).to.be.within(2, 6);
  });

  it('carry the version of the way they are made', () => {
    const { vocabulary, weights } = trainModel(
      [
        { label: 'a', text: 'โอน 1,500 บาท ให้ร้านแล้ว ไม่ได้ของเลยยย' },
        { label: 'b', text: 'ขอบคุณค่ะ www.example.com' },
        { label: 'b', text: 'thank you 1212' },
      ],
      EMPTY_LEXICON,
    );
    const sum = weights.reduce((total, value) => total + Math.abs(value), 0);
    const mark = `${MODEL_VERSION}: ${sizeOf(vocabulary)} ${sum.toFixed(3)}`;
    // Another mark with the same version? Raise MODEL_VERSION, or kept models will not fit the code.
    expect(mark).to.equal('5: 189 29.188');
  });
});
