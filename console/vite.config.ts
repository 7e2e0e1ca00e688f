import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// `npm run dev` shows the pages against a running desk: DESK=http://127.0.0.1:8080 says where that is.
const desk = process.env.DESK ?? 'http://127.0.0.1:8080'

/** bits-ui writes one style into its markup, which the desk's content policy forbids: a class says the same. */
const without_inline_style = {
  name: 'without-inline-style',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (id.includes('/bits-ui/') && id.endsWith('.svelte') ? code.replaceAll('style="display: contents;"', 'class="contents"') : undefined),
}

export default defineConfig({
  plugins: [without_inline_style, svelte()],
  resolve: {
    alias: { $: fileURLToPath(new URL('./src', import.meta.url)) },
    conditions: process.env.VITEST ? ['browser'] : undefined,
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // the desk's content policy lets no data: script or font in
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': { target: desk, changeOrigin: true } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
