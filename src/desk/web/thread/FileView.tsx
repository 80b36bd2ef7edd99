import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../desk.module.css';

/** Shows a file in place where the browser can, and always opens or downloads it. */
export function FileView(props: {
  href: string;
  mediaType: string;
  bytes: number;
  testid: string;
}) {
  const { href, mediaType, bytes, testid } = props;
  const { t, i18n } = useTranslation();
  const kind = kindOf(mediaType);
  const values = { what: t(kind), size: sizeOf(bytes, i18n.language) };
  const link = (
    <Anchor href={href} target="_blank" rel="noreferrer" size="xs">
      {t(kind === 'other_file' ? 'download_file' : 'open_file', values)}
    </Anchor>
  );
  switch (kind) {
    case 'picture':
      return (
        <a href={href} target="_blank" rel="noreferrer">
          <img
            className={classes['picture']}
            src={href}
            alt={t('picture')}
            loading="lazy"
            data-testid={testid}
          />
        </a>
      );
    case 'pdf':
      return (
        <div data-testid={testid}>
          {navigator.pdfViewerEnabled && (
            <iframe className={classes['pdf']} src={href} title={t('pdf')} loading="lazy" />
          )}
          {link}
        </div>
      );
    case 'video':
    case 'audio':
      return (
        <div data-testid={testid}>
          <video
            className={classes['picture']}
            src={href}
            controls
            preload="none"
            title={t(kind)}
          />
          {link}
        </div>
      );
    case 'other_file':
      return <div data-testid={testid}>{link}</div>;
  }
}

type Kind = 'picture' | 'pdf' | 'video' | 'audio' | 'other_file';

/** The types that the server gives out by their own name. */
function kindOf(mediaType: string): Kind {
  if (/^image\/(png|jpeg|gif|webp)$/.test(mediaType)) return 'picture';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType === 'video/mp4') return 'video';
  return /^audio\/(mpeg|mp4)$/.test(mediaType) ? 'audio' : 'other_file';
}

export function sizeOf(bytes: number, language: string): string {
  const large = bytes >= 1_000_000;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: large ? 1 : 0 });
  return large
    ? `${number.format(bytes / 1_000_000)} MB`
    : `${number.format(Math.max(1, bytes / 1_000))} KB`;
}
