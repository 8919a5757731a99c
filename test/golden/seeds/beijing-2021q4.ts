import { times, type GoldenFinding, type GoldenObject, type GoldenPlan } from '../support.ts'

/**
 * 北京 2021Q4. Published: 16 district portals with mean 124.9 (of 130), ten of them at 125; 61 department sites with mean 99,
 * 48 of them at 100; 1,652 accounts by platform with their pass rates; accounts of districts 99.4 % with 14 districts at
 * 100 %, of departments 97.7 % with 45 departments at 100 %. The rest here is one way to have these at once:
 *
 * - ten at 125 and a mean that prints 124.9 need six others of at least 124.6 on average and below 125: whole points cannot
 *   do it, tenths can. Here each lost 0.2 for two dead links.
 * - 13 departments lost 61 points together: 12 × 5 + 1.
 * - failures by platform can only be 0, 12, 3, 4; 7 of 1,130 and 12 of 522 print 99.4 and 97.7.
 */
export const districts = [
  '东城区',
  '西城区',
  '朝阳区',
  '丰台区',
  '石景山区',
  '海淀区',
  '门头沟区',
  '房山区',
  '通州区',
  '顺义区',
  '昌平区',
  '大兴区',
  '怀柔区',
  '平谷区',
  '密云区',
  '延庆区'
] as const
const below125: readonly string[] = ['东城区', '西城区', '丰台区', '石景山区', '密云区', '延庆区']
const departments = ['市发改委', '市人社局', '市交通委', '市公安局', ...times(57, (place) => `市级第${place + 1}部门`)]

/** What an office writes down once: departments are scored like portals, without bonus; dead links cost 0.1, bonus points are given by the point. */
export const beijingOverlay: GoldenPlan = {
  id: 'golden-beijing-site',
  title: '北京市 2021 年第四季度计分办法（黄金样例）',
  edition: '2021',
  region: '北京市',
  base: 'national-2019-site',
  source: '种子 002：区 130 分、部门 100 分；分值为样例自定',
  patch: {
    'D1.9': { applies: { portalOnly: false, needsService: false } },
    'D4.3': { enabled: true, status: 'confirmed', unitPoints: { value: '0.1', status: 'confirmed', source: '样例' } },
    'B1.1': { enabled: true, status: 'confirmed', unitPoints: { value: '1', status: 'confirmed', source: '样例' } }
  }
}

const lostPoints = (count: number): GoldenFinding[] =>
  count === 0 ? [] : [{ indicator: 'D1.9', count, description: '栏目应更新未更新', location: '调查征集' }]

/** Sites with the findings of a quarter: so many points lost by each department, none for the first `full`. */
function sites(full: number, lost: (place: number) => number): GoldenObject[] {
  return [
    ...districts.map((district): GoldenObject => ({
      kind: 'site',
      name: `${district}政府门户网站`,
      stratum: district,
      unit: `${district}政府`,
      unitClass: '区',
      portal: true,
      found: [
        { indicator: 'B1.1', count: 25, description: '加分项得分' },
        ...(below125.includes(district) ? [{ indicator: 'D4.3', count: 2, description: '链接不可用', location: '二级页面' }] : [])
      ]
    })),
    ...departments.map((unit, place): GoldenObject => ({
      kind: 'site',
      name: `${unit}网站`,
      stratum: '市级部门',
      unit,
      unitClass: '市级部门',
      found: lostPoints(place < full ? 0 : lost(place - full))
    }))
  ]
}

/** platform, accounts, failed. */
export const platforms: readonly [string, number, number][] = [
  ['微博', 293, 0],
  ['微信', 880, 12],
  ['移动客户端', 48, 3],
  ['其他', 431, 4]
]
const ofDistricts = 1130
/** Of each platform's failed accounts, how many belong to districts (all in 东城 and 丰台); 7 in all. */
const failedOfDistricts: Readonly<Record<string, number>> = { 微信: 4, 移动客户端: 0, 其他: 3 }

function accounts(): GoldenObject[] {
  const failing: GoldenFinding[] = [{ indicator: 'M2.1', description: '超过两周没有更新' }]
  let inDistricts = 0
  let failedDepartments = 0
  let healthy = 0
  return platforms.flatMap(([platform, count, failed]) => {
    const share = Math.round((ofDistricts * count) / 1652)
    return times(count, (place): GoldenObject => {
      const isFailed = place < failed
      const ofDistrict = isFailed
        ? place < (failedOfDistricts[platform] ?? 0)
        : place - failed < share - (failedOfDistricts[platform] ?? 0)
      const base = { kind: 'account', name: `${platform}账号${place + 1}`, platform } as const
      const found = isFailed ? failing : []
      if (ofDistrict) {
        inDistricts += 1
        const district = isFailed ? (place % 2 === 0 ? '东城区' : '丰台区') : (districts[inDistricts % 16] ?? '')
        return { ...base, stratum: district, unit: `${district}政府`, unitClass: '区', found }
      }
      // Twelve departments fail once each, 45 never: 57 departments have accounts.
      const unit = isFailed ? departments[45 + failedDepartments++] : departments[healthy++ % 57]
      return { ...base, stratum: '市级部门', unit: unit ?? '', unitClass: '市级部门', found }
    })
  })
}

/** The quarter before had 41 departments at full marks: 增加7个. */
export const sitesBefore = sites(41, () => 1)
export const beijing2021: GoldenObject[] = [...sites(48, (place) => (place < 12 ? 5 : 1)), ...accounts()]

/** 1,395 messages to 48 departments and 16 districts, all on time; the first six got 983 of them, 70.5 %. */
const top: readonly [string, number][] = [
  ['市人社局', 300],
  ['市交通委', 240],
  ['市公安局', 180],
  ['市级第1部门', 110],
  ['市级第2部门', 83],
  ['市级第3部门', 70]
]
const rest: readonly [string, string][] = [
  ...times(42, (place) => [`市级第${place + 4}部门`, '市级部门'] as [string, string]),
  ...districts.map((district) => [district, '区'] as [string, string])
]
export const messages: readonly (readonly (string | number)[])[] = [
  ...top.map(([unit, count]) => [unit, '市级部门', count, count]),
  // 412 over 58 units: six get 8, the others 7.
  ...rest.map(([unit, unitClass], place) => [unit, unitClass, place < 6 ? 8 : 7, place < 6 ? 8 : 7])
]
