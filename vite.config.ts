import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string) => `src/${name}/web/index.html`;

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/pages',
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: { input: ['agency', 'desk', 'simulator', 'tracking'].map(page) },
  },
});
