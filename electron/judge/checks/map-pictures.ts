import { pageCheck } from '../check.ts'
import { needsHuman, pass } from '../result.ts'

/** A map with a wrong border is a grave fault that only an eye can see. */
export const mapPictures = pageCheck({
  id: 'map-pictures',
  title: '地图图片',
  needs: ['images'],
  run({ images: { maps } }) {
    if (maps.length === 0) return pass('页面没有疑似地图的图片。')
    const message = `页面有 ${maps.length} 张疑似地图的图片，请人工看国界、岛屿和审图号。`
    return needsHuman(
      message,
      maps,
      maps.map(({ text, url }) => `${text} ${url}`)
    )
  }
})
