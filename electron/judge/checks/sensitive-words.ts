import { pageCheck } from '../check.ts'
import { termResults } from '../term-results.ts'

/** W1.1, M1: words that a pack marks as 不规范 or sensitive. Whether the expression is wrong, a person says. */
export const sensitiveWords = pageCheck({
  id: 'sensitive-words',
  title: '敏感表述',
  needs: ['texts'],
  run: ({ texts }, { terms }) => termResults(texts, terms.sensitive, 'sensitive', '敏感表述')
})
