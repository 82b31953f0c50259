import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const out = fileURLToPath(new URL('../../artifacts/dashboard', import.meta.url))

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ }] } },
    },
  },
  server: { proxy: { '/api': process.env.TRAFFIC_API ?? 'http://127.0.0.1:8080' } },
})
