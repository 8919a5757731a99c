import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname
const outDir = resolve(here, '../../../out/empty-window')
const output = { format: 'cjs' as const, entryFileNames: '[name].cjs' }

export default defineConfig({
  main: { build: { outDir: `${outDir}/main`, rolldownOptions: { input: { main: resolve(here, 'main.ts') }, output } } },
  preload: {
    build: { outDir: `${outDir}/preload`, rolldownOptions: { input: { preload: resolve(here, 'preload.ts') }, output } }
  },
  renderer: {
    root: resolve(here, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: `${outDir}/renderer`,
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: resolve(here, 'renderer/index.html') }
    }
  }
})
