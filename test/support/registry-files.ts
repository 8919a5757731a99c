import { encode } from 'iconv-lite'
import { writeXlsx, type CellValue } from 'hucre/xlsx'

/** 安徽省 2023 年第三季度通报附件 2: stratum, running accounts, checked accounts, as published. */
export const anhuiAccounts: readonly (readonly [stratum: string, running: number, checked: number])[] = [
  ['省直厅局', 173, 87],
  ['合肥市', 364, 182],
  ['淮北市', 133, 66],
  ['亳州市', 133, 66],
  ['宿州市', 279, 140],
  ['蚌埠市', 173, 86],
  ['阜阳市', 259, 130],
  ['淮南市', 126, 63],
  ['滁州市', 195, 98],
  ['六安市', 145, 72],
  ['马鞍山市', 177, 89],
  ['芜湖市', 180, 90],
  ['宣城市', 244, 122],
  ['铜陵市', 126, 63],
  ['池州市', 167, 83],
  ['安庆市', 226, 113],
  ['黄山市', 216, 108]
]

/** Header and one row per account of annex 2. Names and accounts are invented. */
export function anhuiAccountRows(): string[][] {
  const rows = [['序号', '类别', '名称', '省直厅局/各市', '责任单位', '平台', '账号', '账号类型', '状态']]
  for (const [stratum, running] of anhuiAccounts) {
    for (let index = 1; index <= running; index += 1) {
      const platform = ['微信', '微博', '移动客户端'][index % 3] ?? '微信'
      const unit = `${stratum}第${Math.ceil(index / 3)}单位`
      rows.push([
        String(rows.length),
        '新媒体',
        `${stratum}发布${index}`,
        stratum,
        unit,
        platform,
        `gh_${rows.length}`,
        '发布类',
        '在运行'
      ])
    }
  }
  return rows
}

/** Header and `count` sites in 16 strata, every address and code different. */
export function siteRows(count: number): string[][] {
  const rows = [['类别', '名称', '地区', '主办单位', '网站标识码', '网址', '门户', '对外服务', '状态']]
  for (let index = 0; index < count; index += 1) {
    const stratum = `第${(index % 16) + 1}市`
    rows.push([
      '网站',
      `${stratum}第${index}局网站`,
      stratum,
      `${stratum}第${index}局`,
      String(3_400_000_000 + index),
      `https://www.s${index}.gov.cn/`,
      index % 10 === 0 ? '是' : '否',
      '是',
      '在运行'
    ])
  }
  return rows
}

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le-bom'

export function csvBytes(rows: readonly (readonly string[])[], encoding: CsvEncoding = 'utf-8'): Uint8Array {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n')
  if (encoding === 'utf-8-bom') return encode(`\ufeff${text}`, 'utf-8')
  if (encoding === 'utf-16le-bom') return encode(`\ufeff${text}`, 'utf-16le')
  return encode(text, encoding)
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export async function xlsxBytes(
  sheets: readonly { name: string; rows: CellValue[][]; hidden?: boolean }[],
  password?: string
): Promise<Uint8Array> {
  return writeXlsx({ sheets: [...sheets], ...(password === undefined ? {} : { encryption: { password, spinCount: 1000 } }) })
}
