import { readPage, type Page } from './markdown.ts'

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Every file of the folder is a page: nothing to list by hand. The texts are in the bundle, so they are there offline. */
const sources = import.meta.glob<string>('../../../resources/help/pages/*.md', {
  query: '?raw',
  import: 'default',
  eager: true
})

export const helpPages: readonly Page[] = Object.entries(sources)
  .map(([path, source]) => readPage(nameOf(path).replace(/\.md$/, ''), source))
  .toSorted((a, b) => a.order - b.order)

const pictures = new Map(
  Object.entries(
    import.meta.glob<string>('../../../resources/help/pictures/*.webp', { query: '?url', import: 'default', eager: true })
  ).map(([path, address]) => [nameOf(path), address])
)

/** Address of a picture in the built program; undefined when there is none. */
export const pictureOf = (file: string): string | undefined => pictures.get(file)
