import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer } from '../gatherer.ts'
import { addressOf, attributeOf, placeOf } from '../page-view.ts'
import { linkText } from './links.ts'

const maxFiles = 500
const extensions =
  /\.(docx?|xlsx?|pptx?|pdf|ofd|wps|et|dps|rtf|txt|csv|zip|rar|7z|ceb|gd|xml|jpe?g|png|tiff?|mp3|mp4)(?=$|[?#&])/i
/** Pictures and films are attachments only where the link's words call them one. */
const media = /^(?:jpe?g|png|tiff?|mp3|mp4|xml|txt)$/

export const attachments = treeGatherer({
  fact: 'attachments',
  gather({ view }): Fact<'attachments'> {
    const files: Fact<'attachments'>['files'] = []
    for (const node of view.elements) {
      if (node.tag !== 'a' || files.length >= maxFiles) continue
      const href = addressOf(node, attributeOf(node, 'href'))
      if (href === null) continue
      const text = linkText(view, node)
      const { pathname, search } = new URL(href)
      const extension = (extensions.exec(pathname) ?? extensions.exec(search) ?? extensions.exec(text))?.[1]?.toLowerCase()
      if (
        extension === undefined ||
        (media.test(extension) && !/附件|下载/.test(text) && !('download' in node.element.attributes))
      )
        continue
      files.push({ href, text, extension, place: placeOf(node, text) })
    }
    return { files }
  }
})
