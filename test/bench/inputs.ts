import { createHash } from 'node:crypto'

export const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

const cities = ['省直厅局', '东川市', '西陵市', '南屏市', '北原市', '安河市', '宁江市', '平湖市', '高岭市', '长溪市']
const offices = [
  '人力资源和社会保障局',
  '教育体育局',
  '自然资源局',
  '卫生健康委员会',
  '农业农村局',
  '交通运输局',
  '市场监督管理局',
  '司法局'
]
const platforms = ['微信', '微博', '移动客户端']

/** A registry file of so many invented objects, one site in four or in so many as given; the same text for the same numbers. */
export function registryCsv(rows: number, siteIn = 4): string {
  const lines = ['类别,名称,地区,主办单位,网站标识码,网址,平台,账号,账号类型,门户,对外服务,状态']
  for (let index = 0; index < rows; index += 1) {
    const city = cities[Math.floor((index * cities.length) / rows)] ?? ''
    const unit = `${city}示例${index % 977}区${offices[index % offices.length]}`
    const status = index % 50 === 49 ? '已关停' : '在运行'
    lines.push(
      index % siteIn === 0
        ? `网站,${unit}网站,${city},${unit},${String(5_399_000_000 + index)},http://s${index}.example.gov.cn/,,,,${index % 400 === 0 ? '是' : '否'},是,${status}`
        : `新媒体,${unit}发布,${city},${unit},,,${platforms[index % 3]},acc${index},发布类,,,${status}`
    )
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
