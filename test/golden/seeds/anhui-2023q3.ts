import { anhuiAccounts, anhuiSites } from '../../domain/notice-fixtures.ts'
import { times, type GoldenObject } from '../support.ts'

/** 安徽 2023Q3: every site and account in operation, in the published strata and order; names are ours. */
export const anhui2023: GoldenObject[] = [
  ...anhuiSites.flatMap(([stratum, running]) =>
    times(running, (place): GoldenObject => ({
      kind: 'site',
      name: `${stratum}网站${place + 1}`,
      stratum,
      unit: `${stratum}办公室`
    }))
  ),
  ...anhuiAccounts.flatMap(([stratum, running]) =>
    times(running, (place): GoldenObject => ({
      kind: 'account',
      name: `${stratum}发布${place + 1}`,
      stratum,
      unit: `${stratum}宣传部`
    }))
  )
]

/** 情况较好 as printed. National rules give these sites no score: the office chose them, so they are a list that it brings. */
export const good = {
  cities: ['马鞍山', '黄山', '亳州', '滁州', '宣城', '合肥', '阜阳', '六安', '芜湖', '铜陵', '蚌埠'],
  departments: [
    '省自然资源厅',
    '省司法厅',
    '省统计局',
    '省文化和旅游厅',
    '省发展改革委',
    '省广电局',
    '省教育厅',
    '省科技厅',
    '省审计厅',
    '省林业局'
  ],
  counties: [
    '铜陵市铜官区',
    '涡阳县',
    '利辛县',
    '临泉县',
    '阜阳市颍泉区',
    '东至县',
    '蚌埠市禹会区',
    '阜阳市颍州区',
    '五河县',
    '蚌埠市蚌山区',
    '太和县',
    '芜湖市鸠江区',
    '郎溪县',
    '旌德县'
  ],
  areas: ['亳州', '阜阳', '蚌埠', '宣城', '铜陵', '芜湖', '淮南', '合肥', '池州', '黄山']
} as const
