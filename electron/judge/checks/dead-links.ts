import { siteCheck } from '../check.ts'
import { linkResults } from '../link-results.ts'
import { isAttachment } from '../link-kinds.ts'

/** Links that lead nowhere. 403, 412, 429 and whatever else a machine cannot decide is never counted among them. */
export const deadLinks = siteCheck({
  id: 'dead-links',
  title: '死链错链',
  needs: ['links'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号不查链接。' : null),
  run: ({ links }, context) =>
    linkResults(
      links.filter((link) => !isAttachment(link.url)),
      context,
      { what: '链接', broken: '打不开' }
    )
})
