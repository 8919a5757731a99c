import { describe, expect, it } from 'vitest'
import { at, outcomes, page, runPage } from '../facts-builders.ts'

const judged = (maps: ReturnType<typeof at>[]) => runPage('map-pictures', page({ images: { total: 9, notLoaded: [], maps } }))

describe('map-pictures', () => {
  it('maps are for the eye, never a fault by themselves', () => {
    const hints = judged([at('全国分布图'), at('中国地图')])
    expect(outcomes(hints)).toEqual(['needs-human'])
    expect(hints[0]?.places).toHaveLength(2)
  })

  it('none, and no facts', () => {
    expect(outcomes(judged([]))).toEqual(['pass'])
    expect(outcomes(runPage('map-pictures', page({})))).toEqual(['needs-human'])
  })
})
