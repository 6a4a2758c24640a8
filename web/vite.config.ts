import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The build is part of the source: names by content, no dates, no maps, so that the same sources give the same bytes.
export default defineConfig({
  plugins: [svelte()],
  build: { outDir: '../crates/server/assets', emptyOutDir: true, target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
});
