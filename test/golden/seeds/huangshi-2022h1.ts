import { times, type GoldenFinding, type GoldenObject, type GoldenPlan } from '../support.ts'

/**
 * 黄石 2022 上半年. Published: 6 counties and 29 departments, the best three and the best seven of them in this order, who did not
 * hand in the report in time, who did not mend what was named before. The annexes with the scores are lost in the copy: the
 * points are ours, in the published order, with a shared place in either list.
 */
const counties: readonly [string, number][] = [
  ['大冶市', 6],
  ['阳新县', 2],
  ['黄石港区', 3],
  ['西塞山区', 8],
  ['下陆区', 1],
  ['开发区·铁山区', 8]
]
const best = ['市自然资源和规划局', '市司法局', '市住房公积金中心', '市人防办', '市住建局', '市城管委', '市交通运输局']
export const late = [
  '新港园区',
  '市经信局',
  '市卫健委',
  '市应急局',
  '市水利和湖泊局',
  '市医保局',
  '市文旅局',
  '市国资委'
] as const
const others = [
  '市教育局',
  '市民政局',
  '市财政局',
  '市发改委',
  '市公安局',
  '市生态环境局',
  '市农业农村局',
  '市商务局',
  ...late.slice(1),
  ...times(7, (place) => `市直第${place + 1}单位`)
]
const departments: readonly [string, number][] = [
  ...best.map((unit, place): [string, number] => [unit, place + 1]),
  ...others.map((unit, place): [string, number] => [unit, 9 + Math.floor(place / 2)])
]

const lost = (count: number): GoldenFinding[] => [
  { indicator: 'D1.9', count, description: '主动公开信息不全、更新不及时', location: '政府信息公开》法定主动公开内容' }
]
const site =
  (unitClass: string) =>
  ([unit, points]: readonly [string, number]): GoldenObject => ({
    kind: 'site',
    name: `${unit}政府网站`,
    stratum: unitClass === '县市区' ? unit : '市直',
    unit,
    unitClass,
    found: lost(points)
  })
export const huangshi2022: GoldenObject[] = [...counties.map(site('县市区')), ...departments.map(site('市直单位'))]

export const huangshiOverlay: GoldenPlan = {
  id: 'golden-huangshi-site',
  title: '黄石市 2022 年半年考评计分办法（黄金样例）',
  edition: '2022',
  region: '湖北省黄石市',
  base: 'national-2019-site',
  source: '样例自定：部门网站同样计分',
  patch: { 'D1.9': { applies: { portalOnly: false, needsService: false } } }
}

export const recheck: readonly (readonly (string | number)[])[] = [
  ['市教育局', 5, 3, 2],
  ['市民政局', 1, 0, 1],
  ['大冶市', 4, 4, 0],
  ['市财政局', 2, 2, 0]
]
