import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { expect } from 'chai';
import { ConfigError, readConfig, schema } from '../../src/config.ts';

describe('configuration', () => {
  const example = parse(readFileSync('.env.example'));

  it('is listed key by key in .env.example', () => {
    expect(Object.keys(example).sort()).to.deep.equal(Object.keys(schema.shape).sort());
  });

  it('has the defaults that .env.example shows', () => {
    expect(readConfig(example)).to.deep.equal(readConfig({}));
  });

  it('names every problem at once, each with its variable', () => {
    try {
      readConfig({
        PORT: 'eighty',
        LOG_LEVEL: 'loud',
        TIMEZONE: 'Siam/Bangkok',
        FACEBOOK_ACCES_TOKEN: 'x',
        FACEBOOK_PAGE_ID: '1212',
        ADMIN_PASSWORD: 'x'.repeat(7),
      });
      expect.fail('it was accepted');
    } catch (error) {
      expect(error).to.be.instanceOf(ConfigError);
      const text = (error as ConfigError).message;
      for (const key of [
        'PORT',
        'LOG_LEVEL',
        'TIMEZONE',
        'ADMIN_PASSWORD must have at least 8 characters',
        'FACEBOOK_ACCES_TOKEN is not known',
        'FACEBOOK_ACCESS_TOKEN is missing',
        'FACEBOOK_APP_SECRET is missing',
        'FACEBOOK_VERIFY_TOKEN is missing',
      ]) {
        expect(text).to.include(key);
      }
    }
  });

  it('refuses to put the simulator in the place of a real Page', () => {
    const page = {
      FACEBOOK_ACCESS_TOKEN: 'x',
      FACEBOOK_APP_SECRET: 'x',
      FACEBOOK_VERIFY_TOKEN: 'x',
      FACEBOOK_PAGE_ID: '1212',
    };
    expect(() => readConfig({ ...page, SIMULATOR: 'on' })).to.throw(ConfigError, 'SIMULATOR=on');
    expect(readConfig({ ...page, SIMULATOR: 'auto' }).SIMULATOR).to.equal('auto');
    expect(readConfig({ SIMULATOR: 'on' }).SIMULATOR).to.equal('on');
  });

  it('refuses to share the embedded store between roles', () => {
    expect(() => readConfig({ ROLE: 'worker' })).to.throw(ConfigError, 'ROLE=worker needs MONGODB');
    const shared = { ROLE: 'worker', MONGODB_URI: 'mongodb://localhost/desk' };
    expect(readConfig(shared).ROLE).to.equal('worker');
  });
});
