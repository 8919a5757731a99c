/** The columns of a registry file and the words offices use for them. */
export const registryColumns = [
  '类别',
  '名称',
  '地区',
  '主办单位',
  '网站标识码',
  '网址',
  '平台',
  '账号',
  '账号类型',
  '单位类别',
  '门户',
  '对外服务',
  '状态'
] as const
export type RegistryColumn = (typeof registryColumns)[number]

const synonyms: Record<RegistryColumn, readonly string[]> = {
  类别: ['对象类别', '对象类型', '检查对象', '检查对象类别', '检查类别'],
  名称: [
    '网站名称',
    '政府网站名称',
    '站点名称',
    '新媒体名称',
    '政务新媒体名称',
    '账号名称',
    '帐号名称',
    '公众号名称',
    '对象名称',
    '网站/新媒体名称',
    '网站(新媒体)名称'
  ],
  地区: [
    '所属地区',
    '所在地区',
    '所属地市',
    '所属市',
    '所属区域',
    '归属地区',
    '地市',
    '各市',
    '市直',
    '县市区',
    '县(市、区)',
    '县(市区)',
    '区县',
    '县区',
    '区域',
    '抽样层',
    '层'
  ],
  主办单位: [
    '主办单位名称',
    '责任单位',
    '责任单位名称',
    '单位',
    '单位名称',
    '主办(责任)单位',
    '主办/责任单位',
    '开设单位',
    '开办单位',
    '开设主体'
  ],
  网站标识码: ['标识码', '政府网站标识码', '站点标识码', '网站编码', '网站识别码'],
  网址: [
    '网站网址',
    '网站地址',
    '首页网址',
    '首页地址',
    '网站首页网址',
    '网站首页地址',
    '首页链接',
    '网站链接',
    '网站域名',
    '域名',
    '主页',
    '主页地址',
    '链接',
    'url'
  ],
  平台: ['平台名称', '所属平台', '所在平台', '开设平台', '新媒体平台', '新媒体类型', '政务新媒体类型', '平台类型', '渠道'],
  账号: [
    '帐号',
    '账号id',
    '帐号id',
    '账号标识',
    '平台账号',
    '平台帐号',
    '账户',
    '账户id',
    '微信号',
    '微博号',
    '新媒体账号',
    'id'
  ],
  账号类型: ['帐号类型', '账号类别', '账号功能类型', '功能类型', '功能类别', '新媒体功能类型'],
  单位类别: ['单位类型', '单位性质', '单位分类', '主办单位类别', '主办单位类型'],
  门户: ['是否门户', '门户网站', '是否门户网站', '是否为门户', '是否为门户网站', '是否政府门户网站'],
  对外服务: [
    '是否对外服务',
    '是否有对外服务',
    '是否提供对外服务',
    '有无对外服务',
    '是否有办事服务',
    '对外服务职能',
    '是否具有对外服务职能'
  ],
  状态: ['运行状态', '备案状态', '网站状态', '账号状态', '当前状态', '目前状态']
}

const columnOfWord = new Map<string, RegistryColumn>()
for (const column of registryColumns) {
  columnOfWord.set(column, column)
  for (const word of synonyms[column]) columnOfWord.set(word, column)
}

/** `省直厅局/各市`, `市直/县市区`, `各市、省直单位`: annex tables name their strata so. */
const stratumHeading =
  /^(?:省直|市直|州直|区直|自治区直|各市|各县|各区|县市区|县区|区县|市州|各地)[^0-9]*[/、,和及][^0-9]*(?:市|县|区|州|单位|厅局|部门)[^0-9]*$/

/** The column a header word (see `headerWord`) stands for. */
export function registryColumnOf(word: string): RegistryColumn | null {
  const column = columnOfWord.get(word)
  if (column !== undefined) return column
  return stratumHeading.test(word) ? '地区' : null
}

/** A running number says where a row stands, not what it is: as a note it would make every row "changed" after a sort. */
export function isOrdinal(label: string): boolean {
  return ['序号', '编号', '行号', 'no', 'no.', '#'].includes(label.toLowerCase())
}

const platformNames = new Map([
  ['微信公众号', '微信'],
  ['微信公众平台', '微信'],
  ['公众号', '微信'],
  ['政务微信', '微信'],
  ['新浪微博', '微博'],
  ['政务微博', '微博'],
  ['app', '移动客户端'],
  ['客户端', '移动客户端'],
  ['政务客户端', '移动客户端'],
  ['移动客户端(app)', '移动客户端'],
  ['移动客户端（app）', '移动客户端']
])

/** The short name of a platform; one platform under two names would be two accounts. */
export function platformName(text: string): string {
  return platformNames.get(text.toLowerCase()) ?? text
}

const statusNames = new Map([
  ['', '在运行'],
  ['正常', '在运行'],
  ['运行', '在运行'],
  ['运行中', '在运行'],
  ['正常运行', '在运行'],
  ['在线运行', '在运行'],
  ['关停', '已关停'],
  ['关闭', '已关停'],
  ['已关闭', '已关停'],
  ['已下线', '已关停']
])

export function statusName(text: string): string {
  return statusNames.get(text) ?? text
}
