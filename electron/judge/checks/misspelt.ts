import { pageCheck } from '../check.ts'
import { termResults } from '../term-results.ts'

/** Words that a pack knows as common slips of the pen. */
export const misspelt = pageCheck({
  id: 'misspelt',
  title: '错别字',
  needs: ['texts'],
  run: ({ texts }, { terms }) => termResults(texts, terms.misspelt, 'misspelt', '错别字')
})
