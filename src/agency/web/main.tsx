import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../../http/web/language.ts';
import { PageFrame } from '../../http/web/PageFrame.tsx';
import { ReplyPage } from './ReplyPage.tsx';
import { words } from './words/words.ts';

startLanguage(words);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PageFrame>
        <ReplyPage />
      </PageFrame>
    </StrictMode>,
  );
}
