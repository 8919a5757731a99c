import type { Catalogue, Indicator, RuleWindow } from './catalogue.ts'
import type { ColumnClass } from './site-columns.ts'

/** Fields of a catalogue as a person would call them; by dotted path, so that messages and differences agree. */
const labels: Readonly<Record<string, string>> = {
  id: '编号',
  title: '名称',
  edition: '版本',
  region: '适用地区',
  object: '检查对象',
  group: '分组',
  kind: '类别',
  rule: '判定规则',
  method: '检查方法',
  guidance: '检查位置',
  status: '状态',
  source: '来源',
  window: '时限',
  columns: '读取栏目',
  threshold: '阈值',
  counting: '计数方式',
  yieldsTo: '让位于',
  unitPoints: '单位分值',
  cap: '上限',
  applies: '适用范围',
  evidence: '取证要求',
  phrase: '问题表述',
  check: '机检',
  enabled: '启用',
  base: '满分',
  failBelow: '合格线',
  bonusAbove: '加分线',
  bonusCap: '加分上限',
  noService: '无办事服务折算',
  vetoScore: '一票否决得分',
  grades: '等次'
}

/** Names of the further numbers of a rule; one that is not listed is called by its key. */
export const numberLabels: Readonly<Record<string, string>> = {
  visitsPerDay: '每天访问次数',
  timeoutSeconds: '超时秒数',
  failPercent: '打不开的比例（%）',
  workingDays: '工作日数',
  overdueMonths: '超期月数',
  atLeast: '至少次数',
  feedbackMonths: '结果公布月数',
  sample: '抽查件数',
  missingKinds: '缺失类数',
  fewerThan: '事项少于',
  absentPoints: '整项缺失分值',
  lateMonths: '逾期月数',
  days: '天数'
}

const kindNames: Readonly<Record<Indicator['kind'], string>> = { veto: '单项否决', deduction: '扣分', bonus: '加分' }
const statusNames: Readonly<Record<Indicator['status'], string>> = {
  confirmed: '已核实',
  applied: '有通报采用',
  unconfirmed: '待核对'
}
const unitNames: Readonly<Record<RuleWindow['unit'], string>> = { day: '天', week: '周', month: '个月', year: '年' }
const classNames: Readonly<Record<ColumnClass, string>> = {
  home: '首页',
  news: '动态要闻',
  announcement: '通知公告',
  policy: '政策文件',
  interpretation: '政策解读',
  personnel: '人事',
  planning: '规划',
  consultation: '征集调查',
  service: '办事服务',
  interaction: '互动交流',
  other: '其他'
}

/** `numbers.sample` → `抽查件数`, `frame.failBelow` → `合格线`. */
export function fieldLabel(path: string): string {
  const [field = '', name = ''] = path.split('.')
  if (field === 'frame') return labels[name] ?? name
  if (field === 'numbers') return numberLabels[name] ?? (name || '其他数值')
  return labels[field] ?? field
}

/** `单位分值（unitPoints）`: the word for people, the key for those who edit the file. */
export const namedField = (path: string): string => `${fieldLabel(path)}（${path}）`

type Frame = Catalogue['frame']
type FrameNumber = NonNullable<Frame[keyof Frame]>

/** A sourced number as it is read out, its status behind it: `2 周（已核实）`. */
export function numberText(number: { value: unknown; status: Indicator['status'] }): string {
  return `${valueText(number.value)}（${statusNames[number.status]}）`
}

function valueText(value: unknown): string {
  if (isWindow(value)) return windowText(value)
  return isFrameRule(value) ? frameRuleText(value) : String(value)
}

export const windowText = ({ amount, unit }: RuleWindow): string => `${amount} ${unitNames[unit]}`

function isWindow(value: unknown): value is RuleWindow {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value
}

type FrameRule = Extract<FrameNumber['value'], object>
function isFrameRule(value: unknown): value is FrameRule {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || 'max' in value || 'spread' in value)
}

function frameRuleText(rule: FrameRule): string {
  if ('spread' in rule) return `${rule.spread} 分分摊到其他指标`
  if ('max' in rule) return `满分 ${rule.max}，乘 ${rule.numerator}/${rule.denominator}`
  return rule.map(({ title, atLeast }) => `${title} ${atLeast} 分以上`).join('、')
}

/** Any field of an indicator that is not a sourced number, as one line of text. */
export function plainText(field: string, indicator: Indicator): string {
  switch (field) {
    case 'kind':
      return kindNames[indicator.kind]
    case 'status':
      return statusNames[indicator.status]
    case 'enabled':
      return indicator.enabled ? '是' : '否'
    case 'counting':
      return indicator.counting === 'places' ? '按位置计数' : '按数量累计'
    case 'yieldsTo':
      return (indicator.yieldsTo ?? []).join('、')
    case 'applies':
      return appliesText(indicator.applies)
    case 'evidence':
      return evidenceText(indicator.evidence)
    case 'columns':
      return (indicator.columns ?? []).map(columnText).join('；')
    default:
      return String(indicator[field as keyof Indicator])
  }
}

function appliesText({ portalOnly, needsService, accountTypes }: Indicator['applies']): string {
  const parts = [
    portalOnly ? '只查门户网站' : '',
    needsService ? '只查有对外服务的单位' : '',
    accountTypes === undefined ? '' : `只查${accountTypes.join('、')}`
  ]
  return parts.filter((part) => part !== '').join('，') || '全部对象'
}

function evidenceText({ captures, onRegisteredHost, newerThanBatch = false }: Indicator['evidence']): string {
  if (captures === 0) return '不要求取证'
  return `取证 ${captures} 份${onRegisteredHost ? '，须在登记的网站上' : ''}${newerThanBatch ? '，须在批次建立之后' : ''}`
}

function columnText({ classes, level, when, window }: NonNullable<Indicator['columns']>[number]): string {
  const names = classes.map((each) => classNames[each]).join('、')
  const place = level === 'first' ? '一级栏目' : '栏目'
  if (when === 'blank') return `${names}${place}空白`
  return `${names}${place}${window === undefined ? '长期' : ` ${numberText(window)}内`}未更新`
}
