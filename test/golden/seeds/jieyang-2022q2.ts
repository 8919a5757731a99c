import { times, type GoldenObject } from '../support.ts'

/**
 * 揭阳 2022Q2. Published: 10 sites (2 of them service platforms) at 80 %, 35 channels, 86 accounts at 98.8 %; data catalogues
 * 1,347 (7th of the province; 287, 185, 164) and 1,061 (13th; 220, 122, 101), seven departments under 10, three units at 0;
 * 空港经济区 closed, 信用揭阳 newly filed. The table of the units is lost in the copy: what is not named above is ours. So is
 * which two of the four sites named for grave faults are the two that failed.
 */
const site = (name: string, unit: string, unitClass: string): GoldenObject => ({
  kind: 'site',
  name,
  stratum: unitClass === '县市区' ? unit : '市直',
  unit,
  unitClass
})

const stayed: GoldenObject[] = [
  site('揭阳市政府门户网站', '揭阳市政府', '市直单位'),
  site('榕城区政府门户网站', '榕城区', '县市区'),
  {
    ...site('揭东区政府门户网站', '揭东区', '县市区'),
    found: [{ indicator: 'W1.1', description: '龙尾镇栏目出现严重表述错误', location: '首页》龙尾镇' }]
  },
  site('普宁市政府门户网站', '普宁市', '县市区'),
  site('揭西县政府门户网站', '揭西县', '县市区'),
  site('惠来县政府门户网站', '惠来县', '县市区'),
  {
    ...site('揭阳产业园门户网站', '揭阳产业园', '县市区'),
    found: [{ indicator: 'W1.1', description: '上网地图漏绘重要岛屿', location: '首页》园区概况' }]
  },
  site('粤东新城管委会门户网站', '粤东新城', '县市区'),
  site('揭阳市公共资源交易平台', '市公共资源交易中心', '服务平台')
]
const credit = site('信用揭阳网', '市发展和改革局', '服务平台')
const airport = site('空港经济区管委会门户网站', '空港经济区', '县市区')
const channels = times(35, (place) => site(`部门频道${place + 1}`, `市直第${place + 1}部门`, '部门频道'))

const account = (name: string, unit: string): GoldenObject => ({
  kind: 'account',
  name,
  stratum: '市直',
  unit,
  unitClass: '市直单位'
})
const kept: GoldenObject[] = [
  {
    ...account('普宁市生态环境', '普宁市生态环境分局'),
    found: [{ indicator: 'M2.1', description: '收到2次更新提醒后仍然超过25天未更新' }]
  },
  ...times(83, (place) => account(`揭阳政务新媒体${place + 1}`, `市直第${(place % 40) + 1}部门`))
]
const opened = [account('揭阳林业', '市林业局'), account('揭阳市场监管', '市市场监管局')]
const closed = [account('榕城发布', '榕城区'), account('揭东发布', '揭东区'), account('揭阳公安在线', '市公安局')]

export const registryBefore: GoldenObject[] = [...stayed, airport, ...channels, ...kept, ...closed]
export const jieyang2022: GoldenObject[] = [...stayed, credit, ...channels, ...kept, ...opened]

export const fewDepartments = [
  '市发展和改革局',
  '市科学技术局',
  '市住房和城乡建设局',
  '市审计局',
  '市国资委',
  '市医疗保障局',
  '市信访局'
] as const
export const noneOpened = [
  '普宁市政务服务数据管理局',
  '揭阳产业转移工业园投资促进服务中心',
  '粤东新城经济发展与投资促进局'
] as const

type DataRow = [string, string, number, number]
const named: DataRow[] = [
  ['市政务服务数据管理局', '市直', 287, 220],
  ['揭东区政务服务数据管理局', '县市区', 185, 122],
  ['榕城区政务服务数据管理局', '县市区', 164, 100],
  ['市生态环境局', '市直', 120, 101],
  ...fewDepartments.map((unit, place): DataRow => [unit, '市直', 12, 3 + place]),
  ...noneOpened.map((unit): DataRow => [unit, '县市区', 5, 0])
]
/** What is left of 1,347 and 1,061 over ten more units, each below the third. */
export const catalogues: readonly DataRow[] = [
  ...named,
  ...times(10, (place): DataRow => {
    const [connected, open] = [1347 - sum(2), 1061 - sum(3)]
    const part = (whole: number): number => Math.floor(whole / 10) + (place < whole % 10 ? 1 : 0)
    return [`第${place + 1}单位`, place < 5 ? '市直' : '县市区', part(connected), part(open)]
  })
]
function sum(column: 2 | 3): number {
  return named.reduce((total, row) => total + row[column], 0)
}

/** The 21 cities of the province: six before it by connected catalogues, twelve by opened ones. */
export const cities: readonly (readonly (string | number)[])[] = [
  ['揭阳市', '是', 1347, 1061],
  ...times(20, (place) => [
    `第${place + 1}市`,
    '否',
    place < 6 ? 2000 + place : 1000 + place,
    place < 12 ? 1500 + place : 500 + place
  ])
]
