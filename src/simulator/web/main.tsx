import '@fontsource/ibm-plex-sans-thai/400.css';
import '@fontsource/ibm-plex-sans-thai/600.css';
import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Simulator } from './Simulator.tsx';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={{ fontFamily: 'IBM Plex Sans Thai, sans-serif', primaryShade: 8 }}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={new QueryClient()}>
          <Simulator />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
