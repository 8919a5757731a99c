import { defineConfig } from 'vitest/config'

/** The tables that hold the rules, for `npm run mutation`: nothing with a browser or a database, and no long properties. */
export default defineConfig({
  test: { include: ['test/domain/rules/all.mutation.ts'], environment: 'node' }
})
