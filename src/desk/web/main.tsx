import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../../http/web/language.ts';
import { PageFrame } from '../../http/web/PageFrame.tsx';
import { Desk } from './Desk.tsx';
import { client } from './account/session.ts';
import { words } from './words/words.ts';

startLanguage(words);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PageFrame>
        <QueryClientProvider client={client}>
          <Desk />
        </QueryClientProvider>
      </PageFrame>
    </StrictMode>,
  );
}
