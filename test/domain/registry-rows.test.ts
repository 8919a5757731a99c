import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { parseRegistryFiles, parseRegistryRows, type RawTable } from '../../electron/domain/registry-rows.ts'
import { anhuiAccountRows, anhuiAccounts } from '../support/registry-files.ts'

const header = ['类别', '名称', '地区', '主办单位', '网站标识码', '网址', '平台', '账号', '门户', '对外服务', '状态']
const siteRow = [
  '网站',
  '市科技局网站',
  '市直',
  '市科技局',
  '3401000001',
  'https://kjj.example.gov.cn/',
  '',
  '',
  '否',
  '是',
  '在运行'
]
const accountRow = ['新媒体', '科技发布', '市直', '市科技局', '', '', '微信', 'kjfb', '', '', '']

const table = (rows: string[][], changes: Partial<RawTable> = {}): RawTable => ({
  file: '名录.csv',
  sheet: null,
  rows,
  firstRow: 1,
  ...changes
})
const parse = (...rows: string[][]) => parseRegistryRows(table([header, ...rows]))

/** The site row with some cells changed. */
function siteWith(cells: Record<string, string>): string[] {
  return siteRow.map((cell, index) => cells[header[index] ?? ''] ?? cell)
}

function thrown(read: () => unknown): XunchaError {
  try {
    read()
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('parseRegistryRows', () => {
  it('reads sites and accounts', () => {
    const parsed = parse(siteRow, accountRow)
    expect(parsed).toMatchObject({ rows: 2, rejected: [], rejectedKeys: [], kinds: ['site', 'account'] })
    expect(parsed.objects).toEqual([
      {
        key: 'site:3401000001',
        kind: 'site',
        name: '市科技局网站',
        stratum: '市直',
        unit: '市科技局',
        siteCode: '3401000001',
        url: 'https://kjj.example.gov.cn/',
        platform: null,
        accountId: null,
        accountType: null,
        unitClass: null,
        isPortal: false,
        hasService: true,
        status: '在运行',
        notes: {},
        raw: {}
      },
      {
        key: 'account:微信:kjfb',
        kind: 'account',
        name: '科技发布',
        stratum: '市直',
        unit: '市科技局',
        siteCode: null,
        url: null,
        platform: '微信',
        accountId: 'kjfb',
        accountType: null,
        unitClass: null,
        isPortal: false,
        hasService: true,
        status: '在运行',
        notes: {},
        raw: {}
      }
    ])
  })

  it('reads a registry built from annex 2: one row per account under the published headings', () => {
    const parsed = parseRegistryRows(table(anhuiAccountRows()))
    expect(parsed).toMatchObject({ rows: 3316, rejected: [] })
    const strata = [...new Set(parsed.objects.map((object) => object.stratum))]
    expect(strata.map((name) => [name, parsed.objects.filter((object) => object.stratum === name).length])).toEqual(
      anhuiAccounts.map(([name, running]) => [name, running])
    )
  })

  it('finds the header under title rows and numbers rows as the spreadsheet does', () => {
    const parsed = parseRegistryRows(
      table([
        ['2023年第三季度政府网站名录'],
        [],
        ['填报单位：某市', '', '单位：个'],
        header,
        siteRow,
        [],
        siteWith({ 网站标识码: '' })
      ])
    )
    expect(parsed.rows).toBe(2)
    expect(parsed.rejected).toEqual([{ row: 7, column: '网站标识码', reason: '没有填写网站标识码，请填写 10 位网站标识码。' }])
  })

  it.each([
    [['对象类别', '网站名称', '所属地区', '责任单位', '政府网站标识码', '首页网址']],
    [['类 别', '网站名称（必填）', '省直厅局/各市', '主办单位名称', '标识码*', '网站地址']],
    [['类别', '站点名称', '市直/县市区', '单位名称', '网站编码', 'URL']],
    [['检查对象', '对象名称', '县市区/市直单位', '单位', '网站标识码：', '网站域名']],
    [['类别', '名称', '各市、省直单位', '开办单位', '网站标识码', '首页链接']]
  ])('understands the headings %j', (headings) => {
    const parsed = parseRegistryRows(table([headings, siteRow.slice(0, 6)]))
    expect(parsed.rejected).toEqual([])
    expect(parsed.objects[0]).toMatchObject({
      key: 'site:3401000001',
      stratum: '市直',
      unit: '市科技局',
      url: 'https://kjj.example.gov.cn/'
    })
  })

  it('keeps unknown columns as notes and leaves out the running number', () => {
    const parsed = parseRegistryRows(
      table([
        ['序号', ...header, '联系人', '备注'],
        ['1', ...siteRow, '王五', ' 新建 ']
      ])
    )
    expect(parsed.objects[0]?.notes).toEqual({ 联系人: '王五', 备注: '新建' })
  })

  it("prefers a column's own name to a synonym beside it", () => {
    const parsed = parseRegistryRows(
      table([
        ['单位', ...header],
        ['上级单位', ...siteRow]
      ])
    )
    expect(parsed.objects[0]).toMatchObject({ unit: '市科技局', notes: { 单位: '上级单位' } })
  })

  it('normalises what was typed and keeps the raw cell', () => {
    const parsed = parse(
      siteWith({
        类别: ' 网 站 ',
        名称: '　市科技局　网站（政务）\u200b',
        地区: '市 直',
        网站标识码: '３４０１　００００01',
        网址: ' ｈｔｔｐ：／／KJJ.example.gov.cn/Index ',
        门户: '√',
        对外服务: '无',
        状态: '正常运行'
      })
    )
    expect(parsed.rejected).toEqual([])
    expect(parsed.objects[0]).toMatchObject({
      key: 'site:3401000001',
      name: '市科技局 网站（政务）',
      stratum: '市直',
      siteCode: '3401000001',
      url: 'http://kjj.example.gov.cn/Index',
      isPortal: true,
      hasService: false,
      status: '在运行'
    })
    expect(parsed.objects[0]?.raw).toEqual({
      类别: ' 网 站 ',
      名称: '　市科技局　网站（政务）\u200b',
      地区: '市 直',
      网站标识码: '３４０１　００００01',
      网址: ' ｈｔｔｐ：／／KJJ.example.gov.cn/Index ',
      状态: '正常运行'
    })
  })

  it('takes the kind from the sheet name and lets the column overrule it', () => {
    const columns = header.slice(1)
    const site = parseRegistryRows(table([columns, siteRow.slice(1)], { sheet: '网站' }))
    expect(site.objects[0]?.kind).toBe('site')
    const account = parseRegistryRows(table([columns, accountRow.slice(1)], { sheet: '政务新媒体' }))
    expect(account.objects[0]?.kind).toBe('account')
    const both = parseRegistryRows(table([header, siteRow, ['', ...accountRow.slice(1)]], { sheet: '新媒体' }))
    expect(both.objects.map((object) => object.kind)).toEqual(['site', 'account'])
  })

  it('identifies accounts by platform and account, else by platform and name', () => {
    const parsed = parse(accountRow, ['新媒体', '科技发布', '市直', '市科技局', '', '', '新浪微博', ''])
    expect(parsed.objects.map((object) => [object.key, object.accountId, object.platform])).toEqual([
      ['account:微信:kjfb', 'kjfb', '微信'],
      ['account:微博:科技发布', null, '微博']
    ])
  })

  it.each([
    ['www.example.gov.cn', 'http://www.example.gov.cn'],
    ['www.example.gov.cn:8080/a', 'http://www.example.gov.cn:8080/a'],
    ['HTTPS://WWW.Example.gov.cn/A?b=C', 'https://www.example.gov.cn/A?b=C'],
    ['http://合肥.政务/', 'http://合肥.政务/'],
    ['http://127.0.0.1:8123/', 'http://127.0.0.1:8123/'],
    ['http://kjj.localhost:8123/', 'http://kjj.localhost:8123/']
  ])('takes the address %s as %s', (address, url) => {
    expect(parse(siteWith({ 网址: address })).objects[0]?.url).toBe(url)
  })

  it.each([
    ['无', /“无”不是有效的网址/],
    ['ftp://www.example.gov.cn/', /不是以 http:\/\/ 或 https:\/\/ 开头/],
    ['javascript:alert(1)', /不是以 http/],
    ['file:///etc/passwd', /不是以 http/],
    ['http://', /不是有效的网址/],
    ['http:///a', /不是有效的网址/],
    ['https://user:pw@www.example.gov.cn/', /用户名/],
    ['http://www..gov.cn/', /不是有效的网址/],
    ['http://-a.gov.cn/', /不是有效的网址/],
    ['http://www.example.gov.cn:99999/', /不是有效的网址/],
    ['http://www.example.gov.cn/a，http://b.gov.cn', /有两个网址/],
    ['首页', /不是有效的网址/],
    ['', /没有填写网址/]
  ])('rejects the address %j', (address, reason) => {
    const parsed = parse(siteWith({ 网址: address }))
    expect(parsed.objects).toEqual([])
    expect(parsed.rejected).toEqual([{ row: 2, column: '网址', reason: expect.stringMatching(reason) }])
    expect(parsed.rejectedKeys).toEqual(['site:3401000001'])
  })

  it.each([
    ['', /没有填写网站标识码/],
    ['340100001', /是 9 位，应为 10 位（如果开头的 0 丢失了/],
    ['34010000011', /是 11 位，应为 10 位$|是 11 位，应为 10 位。/],
    ['34010-0001', /字母和数字以外/],
    ['待申请', /字母和数字以外/]
  ])('rejects the code %j', (code, reason) => {
    expect(parse(siteWith({ 网站标识码: code })).rejected).toEqual([
      { row: 2, column: '网站标识码', reason: expect.stringMatching(reason) }
    ])
  })

  it('takes codes with letters and leading zeros as they are', () => {
    const parsed = parse(siteWith({ 网站标识码: 'bm64130001' }), siteWith({ 网站标识码: '0340100001' }))
    expect(parsed.objects.map((object) => object.siteCode)).toEqual(['bm64130001', '0340100001'])
  })

  it.each([
    ['名称', '', /没有填写名称/],
    ['地区', '  ', /没有填写地区/],
    ['主办单位', '\u200b', /没有填写主办单位/],
    ['类别', '公众号', /不认识类别“公众号”，只能填写“网站”或“新媒体”/],
    ['类别', '', /没有填写类别/],
    ['门户', '大概', /“门户”只能填写“是”或“否”/],
    ['对外服务', '部分', /“对外服务”只能填写/]
  ])('rejects a row whose %s is %j', (column, cell, reason) => {
    expect(parse(siteWith({ [column]: cell })).rejected).toEqual([{ row: 2, column, reason: expect.stringMatching(reason) }])
  })

  it('rejects an account without a platform', () => {
    expect(parse(['新媒体', '科技发布', '市直', '市科技局', '', '', '', 'kjfb']).rejected).toMatchObject([
      { row: 2, column: '平台' }
    ])
  })

  it('lists a row with several faults once and names them all', () => {
    const parsed = parse(siteWith({ 名称: '', 网站标识码: '1', 网址: 'x' }), siteRow)
    expect(parsed.rows).toBe(2)
    expect(parsed.rejected).toHaveLength(1)
    expect(parsed.rejected[0]).toMatchObject({ row: 2, column: '名称' })
    expect(parsed.rejected[0]?.reason).toMatch(/没有填写名称.*“网站标识码”列：.*1 位.*“网址”列：.*不是有效的网址.*。$/)
  })

  it('rejects the second row of a code and says where the first stands', () => {
    const parsed = parse(siteRow, accountRow, siteWith({ 名称: '另一个' }), accountRow)
    expect(parsed.objects).toHaveLength(2)
    expect(parsed.rejected).toEqual([
      { row: 4, column: '网站标识码', reason: '网站标识码“3401000001”与第 2 行重复，请只保留一行。' },
      { row: 5, column: '账号', reason: '账号“微信:kjfb”与第 3 行重复，请只保留一行。' }
    ])
    expect(parsed.rejectedKeys).toEqual(['site:3401000001', 'account:微信:kjfb'])
  })

  it.each([['类别'], ['名称'], ['地区'], ['主办单位'], ['网站标识码'], ['网址'], ['平台']])(
    'refuses a file without the column %s',
    (column) => {
      const at = header.indexOf(column)
      const drop = (row: string[]) => row.filter((_, index) => index !== at)
      const error = thrown(() => parseRegistryRows(table([['名录'], drop(header), drop(siteRow), drop(accountRow)])))
      expect(error.code).toBe('bad-file')
      expect(error.message).toMatch(new RegExp(`^名录文件“名录.csv”不能导入：缺少“${column}”列；`))
      expect(error.faults).toEqual([{ file: '名录.csv', row: 2, column, reason: expect.stringMatching(/缺少/) }])
    }
  )

  it('names every missing column', () => {
    const error = thrown(() =>
      parseRegistryRows(
        table([
          ['类别', '名称'],
          ['网站', '甲']
        ])
      )
    )
    expect(error.faults.map((fault) => fault.column)).toEqual(['地区', '主办单位', '网站标识码', '网址'])
  })

  it('needs no 平台 where there is no account', () => {
    expect(parseRegistryRows(table([header.slice(0, 6), siteRow.slice(0, 6)])).rejected).toEqual([])
  })

  it('refuses two columns of one name', () => {
    const error = thrown(() =>
      parseRegistryRows(
        table([
          [...header, '名称'],
          [...siteRow, '甲']
        ])
      )
    )
    expect(error.message).toMatch(/有两列都叫“名称”/)
  })

  it('refuses a table that is no registry, and one without rows', () => {
    expect(
      thrown(() =>
        parseRegistryRows(
          table([
            ['月份', '金额'],
            ['1', '2']
          ])
        )
      ).message
    ).toMatch(/没有找到表头行.*乱码/)
    const empty = thrown(() => parseRegistryRows(table([header, ['', ' ', '']])))
    expect(empty.code).toBe('file-empty')
    expect(empty.message).toMatch(/没有数据行/)
  })
})

describe('parseRegistryFiles', () => {
  const file = (name: string, ...tables: RawTable[]) => ({
    file: name,
    sha256: name,
    tables: tables.map((each) => ({ ...each, file: name }))
  })

  it('finds the same code in two files and two sheets', () => {
    const columns = header.slice(1)
    const [first, second] = parseRegistryFiles([
      file(
        '甲.xlsx',
        table([columns, siteRow.slice(1)], { sheet: '网站' }),
        table([columns, accountRow.slice(1)], { sheet: '新媒体' })
      ),
      file('乙.csv', table([header, siteRow, accountRow]))
    ])
    expect(first).toMatchObject({ rows: 2, rejected: [] })
    expect(second?.rejected.map((row) => row.reason)).toEqual([
      '网站标识码“3401000001”与文件“甲.xlsx”第 2 行重复，请只保留一行。',
      '账号“微信:kjfb”与文件“甲.xlsx”第 2 行重复，请只保留一行。'
    ])
  })

  it('names the sheet where a file has two', () => {
    const columns = header.slice(1)
    const [parsed] = parseRegistryFiles([
      file(
        '甲.xlsx',
        table([['填表说明'], ['每行一个网站']], { sheet: '网站填表说明' }),
        table([columns, siteRow.slice(1)], { sheet: '网站' }),
        table([columns, ['', ...accountRow.slice(2)]], { sheet: '新媒体' })
      )
    ])
    expect(parsed?.rows).toBe(2)
    expect(parsed?.rejected).toEqual([{ row: 2, column: '名称', reason: '工作表“新媒体”：没有填写名称，请补上。' }])
  })

  it('collects the faults of all files', () => {
    const error = thrown(() =>
      parseRegistryFiles([
        file('甲.csv', table([header.slice(0, 4), siteRow.slice(0, 4)])),
        file('乙.csv', table([['x'], ['y']]))
      ])
    )
    expect(error.faults.map((fault) => [fault.file, fault.column])).toEqual([
      ['甲.csv', '网站标识码'],
      ['甲.csv', '网址'],
      ['乙.csv', undefined]
    ])
    expect(error.message).toMatch(/“甲.csv”、“乙.csv”.*共 3 处/)
  })
})
