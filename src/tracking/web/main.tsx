import '@fontsource/ibm-plex-sans-thai/400.css';
import '@fontsource/ibm-plex-sans-thai/600.css';
import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { TrackPage } from './TrackPage.tsx';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={{ fontFamily: 'IBM Plex Sans Thai, sans-serif' }}>
        <TrackPage />
      </MantineProvider>
    </StrictMode>,
  );
}
