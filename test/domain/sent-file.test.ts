import { expect } from 'chai';
import { plainName, sendable } from '../../src/domain/sent-file.ts';

describe('a file that staff send', () => {
  it('goes as what its content is, and not at all when phones cannot show it', () => {
    expect(sendable('image/jpeg')).to.deep.equal({ type: 'image', mediaType: 'image/jpeg' });
    expect(sendable('audio/x-m4a')).to.deep.equal({ type: 'audio', mediaType: 'audio/mp4' });
    expect(sendable('application/pdf')?.type).to.equal('file');
    for (const other of ['image/svg+xml', 'text/html', 'application/zip']) {
      expect(sendable(other), other).to.equal(null);
    }
  });

  it('travels under a name without path, control characters or quotes', () => {
    expect(plainName('C:\\ของฉัน\\ใบเสร็จ.pdf')).to.equal('ใบเสร็จ.pdf');
    expect(plainName('../../etc/"x"\r\n.png')).to.equal('x.png');
    expect(plainName('')).to.equal('file');
    expect(plainName(`${'ก'.repeat(300)}.pdf`))
      .to.have.length(100)
      .and.match(/\.pdf$/);
  });
});
