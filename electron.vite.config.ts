import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { buildVerifyPage } from './electron/evidence/verify-page/build.ts'

const root = import.meta.dirname
// Loaded from node_modules at run time: natives, the browser driver (it reads its own files), the shell itself.
const external = ['electron', /^electron\//, 'better-sqlite3', '@napi-rs/image', 'playwright-core', /^node:/]

export default defineConfig({
  main: {
    // The page that lies in every evidence package, beside the program that packs it.
    plugins: [
      {
        name: 'verify-page',
        async generateBundle() {
          this.emitFile({ type: 'asset', fileName: 'verify.html', source: await buildVerifyPage(root) })
        }
      }
    ],
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          backend: resolve(root, 'electron/hosts/electron/backend-process.ts'),
          cli: resolve(root, 'electron/hosts/cli/main.ts'),
          // A thread of its own, found beside the others.
          'sweep-fetcher': resolve(root, 'electron/backend/sweep-fetcher.ts'),
          // Processes that read foreign files: forked by Node, or by the desktop's main process.
          'reader-process': resolve(root, 'electron/backend/reader-process.ts'),
          'reader-utility': resolve(root, 'electron/hosts/electron/reader-utility.ts')
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          // Comments and blanks are compiled at every start as well; names stay, for the traces that people send.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } }
        }
      }
    }
  },
  // Both sides of the window, each in one file: a sandboxed preload can load no other, and the main process would
  // otherwise wait for the chunk it shares with the backend, which is the whole backend.
  preload: {
    build: {
      outDir: 'out',
      emptyOutDir: false,
      externalizeDeps: false,
      isolatedEntries: true,
      minify: false,
      rolldownOptions: {
        external: ['electron', /^node:/],
        input: {
          'main/main': resolve(root, 'electron/hosts/electron/main.ts'),
          'preload/preload': resolve(root, 'electron/hosts/electron/preload.ts')
        },
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
      // The browser host runs in whatever Chromium an office computer has, not only in the Electron that ships.
      target: 'chrome108',
      // Half the text to read and compile before the first screen.
      minify: true,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: resolve(root, 'renderer/index.html'),
        // Each file of the first screen is a question to a busy main process: all of it in one.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } }
      }
    }
  }
})
