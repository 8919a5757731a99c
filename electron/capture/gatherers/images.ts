import type { Fact } from '../../domain/facts/facts.ts'
import type { PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, placeOf, textOf } from '../page-view.ts'

const maxPlaces = 200
const mapName = /(?:^|[^a-z])(?:map|ditu|quyu|xzqh)(?:[^a-z]|$)|地图|行政区划|区位图/i
/** 网站地图 is a list of links. */
const siteMap = /网站地图|站点地图|sitemap|site_map|wzdt/i

/** @param failed addresses of pictures that the network did not bring; empty where nobody asked for them */
export function gatherImages({ view }: PageContext, failed: ReadonlySet<string>): Fact<'images'> {
  const pictures = view.elements.filter(({ tag }) => tag === 'img' || tag === 'area' || tag === 'svg' || tag === 'canvas')
  const images = pictures.filter(({ tag }) => tag === 'img')
  const found: Fact<'images'> = { total: images.length, notLoaded: [], maps: [] }
  for (const node of pictures) {
    const source = addressOf(node, attributeOf(node, 'src'))
    if (node.tag === 'img' && source !== null && failed.has(source) && found.notLoaded.length < maxPlaces)
      found.notLoaded.push(placeOf(node, source))
    const said = [
      attributeOf(node, 'src').split('/').at(-1) ?? '',
      attributeOf(node, 'alt'),
      attributeOf(node, 'title'),
      attributeOf(node, 'usemap')
    ].join(' ')
    const around = closest(node.parent, ({ tag }) => tag === 'a')
    const isMap =
      mapName.test(said) &&
      !siteMap.test(`${said} ${around === null ? '' : `${textOf(view, around, 40)} ${attributeOf(around, 'href')}`}`)
    if (isMap && node.tag === 'img' && found.maps.length < maxPlaces)
      found.maps.push(placeOf(node, source ?? attributeOf(node, 'alt')))
  }
  return found
}
