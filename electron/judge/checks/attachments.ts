import { siteCheck } from '../check.ts'
import { isAttachment } from '../link-kinds.ts'
import { linkResults } from '../link-results.ts'

/** Files offered for download that cannot be had; a page in place of a file (soft 404) is none. */
export const attachments = siteCheck({
  id: 'attachments',
  title: '附件下载',
  needs: ['links'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号不查附件。' : null),
  run: ({ links }, context) =>
    linkResults(
      links.filter((link) => isAttachment(link.url)),
      context,
      { what: '附件', broken: '下载不了' }
    )
})
