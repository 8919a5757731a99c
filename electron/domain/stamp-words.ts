import type { PackageStamp, PackageVerdict } from './evidence-package.ts'
import { localTimeText } from './local-time.ts'

type Mark = PackageStamp['gap']

/** What the distance between the two clocks says about when the file was there. */
export function gapText({ gap, gapSeconds }: { gap: Mark; gapSeconds: number }): string {
  if (gap === 'close') return '与本机时钟相符'
  return `与本机时钟相差 ${Math.abs(gapSeconds)} 秒${gap === 'weak' ? '，超过一天，只能证明加盖时已有这些文件' : '，超过 10 分钟'}`
}

function lagText({ lag, lagSeconds }: Pick<PackageStamp, 'lag' | 'lagSeconds'>): string {
  if (lag === 'close') return '取证后 10 分钟内加盖'
  if (lagSeconds < 0) return '加盖时间早于本机记的取证时间：本机时钟不准'
  const hours = Math.ceil(lagSeconds / 3_600)
  return lag === 'weak'
    ? `最早的取证过了 ${Math.floor(lagSeconds / 86_400)} 天以上才加盖，超过 24 小时，证明力弱`
    : `最早的取证过了约 ${hours} 小时加盖，超过 10 分钟`
}

/** What a verdict says of trusted time, one row a stamp. Words for verify.html and the command alike. */
export function stampRows({ stamps, unstamped }: Pick<PackageVerdict, 'stamps' | 'unstamped'>): [string, string][] {
  const rows = stamps.map((stamp): [string, string] => {
    const { time, authority, files, isTrusted } = stamp
    const trust = isTrusted ? '已与给出的可信根核对' : '时间戳由包内自带的证书签出，未与可信根核对'
    const what = `${files} 个文件不晚于 ${localTimeText(time)}（北京时间）已经存在`
    return ['时间戳', `${what}，${authority} 签出；${trust}；${gapText(stamp)}；${lagText(stamp)}`]
  })
  return unstamped === 0 ? rows : [...rows, ['时间戳', `${unstamped} 个文件没有时间戳，它们的时间只是本机时钟所写`]]
}
