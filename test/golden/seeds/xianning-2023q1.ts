import { times, type GoldenObject } from '../support.ts'

/**
 * 咸宁 2023Q1. 附件1: 市直 34 sites of which 2 with problems, six counties one each, 咸安区 with a problem; 附件2: 212
 * accounts, none failed. Names of the units that are not in the notice are ours.
 */
export const counties = ['咸安区', '嘉鱼县', '赤壁市', '通城县', '崇阳县', '通山县'] as const
const accounts: readonly [string, number][] = [
  ['市直', 66],
  ['咸安区', 31],
  ['嘉鱼县', 15],
  ['赤壁市', 31],
  ['通城县', 22],
  ['崇阳县', 32],
  ['通山县', 15]
]

/** 33 departments and 高新区 are 市直. */
const departments = ['市科技局', '市乡村振兴局', '咸宁高新区', ...times(31, (place) => `市直第${place + 1}部门`)]

export const xianning2023: GoldenObject[] = [
  ...departments.map((unit): GoldenObject => ({
    kind: 'site',
    name: `${unit}网站`,
    stratum: '市直',
    unit,
    found:
      unit === '市科技局'
        ? [{ indicator: 'D1.9', description: '调查征集栏目超过一年未更新', location: '调查征集' }]
        : unit === '市乡村振兴局'
          ? [{ indicator: 'XN1', description: '政策解读栏目发布新闻类稿件', location: '政策解读' }]
          : []
  })),
  ...counties.map((county): GoldenObject => ({
    kind: 'site',
    name: `${county}政府门户网站`,
    stratum: county,
    unit: county,
    portal: true,
    found:
      county === '咸安区'
        ? [
            {
              indicator: 'D1.6',
              description: '区民政局政策解读栏目超过半年未更新',
              location: '首页》政府信息公开平台》地方部门平台链接》区民政局》政策》政策解读'
            }
          ]
        : []
  })),
  ...accounts.flatMap(([stratum, count]) =>
    times(count, (place): GoldenObject => ({
      kind: 'account',
      name: `${stratum}发布${place + 1}`,
      stratum,
      unit: `${stratum}宣传部`
    }))
  )
]
