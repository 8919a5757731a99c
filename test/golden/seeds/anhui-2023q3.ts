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
