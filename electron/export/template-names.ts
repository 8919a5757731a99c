import type { NoticeCell, NoticeModel } from '../domain/notice.ts'

/** What a template may name: single figures, and lists whose marks repeat rows or paragraphs. */
export interface TemplateNames {
  figures: TemplateFigure[]
  loops: TemplateLoop[]
}

export interface TemplateFigure {
  /** As the notice names it, `site.checked`. */
  id: string
  /** The Chinese word for it; the id where it has none. */
  name: string
  meaning: string
  value: NoticeCell
}

export interface TemplateLoop {
  id: string
  /** First the one to be written, then what else means the same. */
  names: string[]
  meaning: string
  fields: { id: string; name: string }[]
  /** Values by field id. */
  rows: Readonly<Record<string, NoticeCell | boolean>>[]
}

const sets: Readonly<Record<string, string>> = { site: '网站', account: '新媒体', all: '全部' }
const measures: Readonly<Record<string, string>> = {
  running: '运行数',
  checked: '检查数',
  passed: '合格数',
  failed: '不合格数',
  withProblems: '存在问题数',
  coverage: '检查比例',
  passRate: '合格率',
  failRate: '不合格率',
  problemRate: '问题发生率',
  fullMarks: '满分数',
  fullMarksRate: '满分率',
  averageScore: '平均分',
  minScore: '最低分',
  maxScore: '最高分',
  averageDeducted: '平均扣分',
  averageBonus: '平均加分',
  share: '占比',
  failedShare: '不合格占比',
  problems: '问题数',
  occurrences: '问题处数',
  manner: '检查方式',
  failedNames: '不合格名单',
  problemNames: '存在问题名单'
}
/** 名录变动 since the previous batch. */
const changes: Readonly<Record<string, string>> = { opened: '新增', closed: '关停', renamed: '更名', moved: '变更主办单位' }
const indicatorParts: Readonly<Record<string, string>> = {
  title: '指标名称',
  objects: '对象数',
  problems: '问题数',
  occurrences: '问题处数',
  example: '示例'
}

/** Everything that this notice can put into a template. */
export function namesOf(model: NoticeModel): TemplateNames {
  return { figures: figuresOf(model), loops: [bodyLoop(model), annexListLoop(model), ...tableLoops(model), problemLoop(model)] }
}

function figuresOf(model: NoticeModel): TemplateFigure[] {
  const { period = '', previousPeriod = '', deadline = '', subjects = '' } = model.figures
  const own: TemplateFigure[] = [
    { id: 'title', name: '标题', meaning: '通报标题', value: model.title },
    { id: 'issuer', name: '发文机关', meaning: '落款处的发文机关', value: model.issuer },
    { id: 'addressee', name: '主送机关', meaning: '主送机关，带冒号', value: model.addressee },
    { id: 'docNumber', name: '发文字号', meaning: '发文字号，没有填时为空', value: model.docNumber },
    { id: 'date', name: '日期', meaning: '成文日期', value: model.date },
    { id: 'period', name: '检查时期', meaning: '如 2023年第三季度', value: period },
    { id: 'previousPeriod', name: '上期', meaning: '作比较的上一时期，没有时为空', value: previousPeriod },
    { id: 'deadline', name: '整改期限', meaning: '整改期限，没有填时为空', value: deadline },
    { id: 'subjects', name: '检查对象', meaning: '政府网站、政务新媒体或两者', value: subjects }
  ]
  model.tables.forEach(({ id, title, note }, at) => {
    const number = `附件${at + 1}`
    own.push({ id: `${id}.title`, name: `${number}名称`, meaning: `${number}的名称`, value: title })
    own.push({ id: `${id}.note`, name: `${number}附注`, meaning: `${number}的附注，没有时为空`, value: note ?? '' })
  })
  const taken = new Set(own.map(({ id }) => id))
  for (const [id, value] of Object.entries(model.figures)) {
    if (!taken.has(id)) own.push({ ...wordsOf(id), id, value })
  }
  return own
}

/** `site.checked` → 网站检查数, `indicator.W3.objects` → W3对象数. */
function wordsOf(id: string): { name: string; meaning: string } {
  const [first = '', ...rest] = id.split('.')
  const set = sets[first]
  const measure = measures[rest.join('.')]
  if (set !== undefined && measure !== undefined) return { name: `${set}${measure}`, meaning: `${set}的${measure}` }
  const [, change = '', isList] = /^(\w+?)(Names)?$/.exec(rest.join('.')) ?? []
  if (first === 'changes' && changes[change] !== undefined) {
    const name = `${changes[change]}${isList === undefined ? '数' : '名单'}`
    return { name, meaning: `上期以来名录的${name}` }
  }
  const part = indicatorParts[rest.at(-1) ?? '']
  const indicator = rest.slice(0, -1).join('.')
  if (first === 'indicator' && part !== undefined) {
    return { name: `${indicator}${part}`, meaning: `指标 ${indicator} 的${part}` }
  }
  return { name: id, meaning: `通报样式自己定义的数字 ${id}` }
}

function bodyLoop(model: NoticeModel): TemplateLoop {
  return {
    id: 'paragraphs',
    names: ['正文'],
    meaning: '正文各段；可用 {#一级}{文字}{/一级} 给不同层次不同格式',
    fields: [
      { id: 'text', name: '文字' },
      { id: 'heading', name: '小标题' },
      { id: 'rest', name: '标题后文字' },
      { id: 'isFirst', name: '一级' },
      { id: 'isSecond', name: '二级' },
      { id: 'isPlain', name: '段落' }
    ],
    rows: model.paragraphs.map(({ level, text }) => {
      const stop = text.indexOf('。') + 1
      const [heading, rest] = level === 2 && stop > 0 ? [text.slice(0, stop), text.slice(stop)] : [text, '']
      return { text, heading, rest, isFirst: level === 1, isSecond: level === 2, isPlain: level === 0 }
    })
  }
}

function annexListLoop(model: NoticeModel): TemplateLoop {
  return {
    id: 'annexes',
    names: ['附件说明'],
    meaning: '各附件的序号和名称',
    fields: [
      { id: 'index', name: '序号' },
      { id: 'label', name: '附件号' },
      { id: 'title', name: '名称' }
    ],
    rows: model.tables.map(({ label, title }, at) => ({ index: at + 1, label, title }))
  }
}

/** Each annex by its number and by its id; 附件1合计 is its total row. */
function tableLoops(model: NoticeModel): TemplateLoop[] {
  return model.tables.flatMap(({ id, label, title, columns, rows, total }, at): TemplateLoop[] => {
    const fields = fieldsOf(columns)
    const row = (cells: readonly NoticeCell[]): Record<string, NoticeCell> =>
      Object.fromEntries(columns.map((column, place) => [column.id, cells[place] ?? '']))
    const numbered = [...new Set([label, `附件${at + 1}`])]
    return [
      { id, names: [...numbered, id], meaning: title, fields, rows: rows.map(row) },
      {
        id: `${id}.total`,
        names: [...numbered.map((name) => `${name}合计`), `${id}.total`],
        meaning: `${title}的合计行`,
        fields,
        rows: total === null ? [] : [row(total)]
      }
    ]
  })
}

function problemLoop({ problems }: NoticeModel): TemplateLoop {
  return {
    id: 'problems',
    names: ['问题清单'],
    meaning: '每个问题一行',
    fields: fieldsOf(problems.columns),
    rows: problems.rows.map((cells) => Object.fromEntries(problems.columns.map(({ id }, place) => [id, cells[place] ?? ''])))
  }
}

/** A column is written by its heading; by its id where the heading cannot stand in braces or two columns share it. */
function fieldsOf(columns: readonly { id: string; label: string }[]): TemplateLoop['fields'] {
  const labels = columns.map(({ label }) => label.replace(/\s+/g, ''))
  return columns.map(({ id }, at) => {
    const label = labels[at] ?? ''
    const isUsable = label !== '' && !/[{}[\]]|^[#/]/.test(label) && labels.indexOf(label) === labels.lastIndexOf(label)
    return { id, name: isUsable ? label : id }
  })
}

/** Everything a figure or a field may be called. */
export function figureNamed(names: TemplateNames, name: string): TemplateFigure | null {
  return names.figures.find((figure) => figure.id === name || figure.name === name) ?? null
}

export function loopNamed(names: TemplateNames, name: string): TemplateLoop | null {
  return names.loops.find((loop) => loop.names.includes(name)) ?? null
}

export function fieldNamed(loop: TemplateLoop, name: string): TemplateLoop['fields'][number] | null {
  return loop.fields.find((field) => field.id === name || field.name === name) ?? null
}
