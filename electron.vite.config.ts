import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
// Loaded from node_modules at run time: natives, the browser driver (it reads its own files), the shell itself.
const external = ['electron', /^electron\//, 'better-sqlite3', '@napi-rs/image', 'playwright-core', /^node:/]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          main: resolve(root, 'electron/hosts/electron/main.ts'),
          backend: resolve(root, 'electron/hosts/electron/backend-process.ts'),
          cli: resolve(root, 'electron/hosts/cli/main.ts')
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: resolve(root, 'electron/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') }
    }
  }
})
