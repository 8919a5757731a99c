import type { Catalogue } from './catalogue.ts'
import { cellText, codeText } from './cell-text.ts'
import { XunchaError, type InputFault } from './errors.ts'
import type { DecisionRequest } from './number-decision.ts'
import { findHeader, isBlankRow, type RawTable } from './table-header.ts'

const columns = ['指标', '决定', '单位分值', '上限', '阈值'] as const
type DecisionColumn = (typeof columns)[number]
const synonyms = new Map<string, DecisionColumn>([
  ['指标编号', '指标'],
  ['处理', '决定'],
  ['分值', '单位分值'],
  ['每处分值', '单位分值'],
  ['扣分上限', '上限']
])

const actions: Readonly<Record<string, DecisionRequest['action']>> = {
  采用: 'confirm',
  确认: 'confirm',
  confirm: 'confirm',
  修改: 'change',
  change: 'change',
  不用: 'off',
  停用: 'off',
  off: 'off'
}

/**
 * Decisions a person wrote into a table. A row with nothing but its item decides nothing; numbers without a word mean
 * 修改. Throws `bad-file` without the column 指标 and `bad-input` with a fault per row that cannot be read.
 */
export function parseDecisionRows(table: RawTable): DecisionRequest[] {
  const header = findHeader(table.rows, (word) => columns.find((column) => column === word) ?? synonyms.get(word) ?? null, 2)
  if (header === null || !header.columns.has('指标')) {
    throw new XunchaError('bad-file', `文件“${table.file}”缺少“指标”列；表头应为：${columns.join('、')}。`)
  }
  const faults: InputFault[] = []
  const decisions: DecisionRequest[] = []
  table.rows.forEach((row, index) => {
    if (index <= header.index || isBlankRow(row)) return
    const text = (column: DecisionColumn): string => {
      const cell = header.columns.get(column)
      return cell === undefined ? '' : cellText(row[cell] ?? '')
    }
    const place = { file: table.file, row: table.firstRow + index }
    const read = decisionOf(text)
    if (typeof read === 'string') faults.push({ ...place, reason: read })
    else if (read !== null) decisions.push(read)
  })
  if (faults.length > 0) {
    throw new XunchaError(
      'bad-input',
      `文件“${table.file}”中有 ${faults.length} 行看不懂；请按明细修改后重试，没有写入任何内容。`,
      {
        faults
      }
    )
  }
  return decisions
}

function decisionOf(text: (column: DecisionColumn) => string): DecisionRequest | string | null {
  const indicatorId = codeText(text('指标').split(' ')[0] ?? '').toUpperCase()
  const word = text('决定')
  const unitPoints = text('单位分值')
  const cap = text('上限')
  const threshold = text('阈值')
  const isEmpty = unitPoints === '' && cap === '' && threshold === ''
  if (indicatorId === '') return '没有填写指标编号，例如 D1.1'
  if (word === '' && isEmpty) return null
  const action = word === '' ? 'change' : actions[word.toLowerCase()]
  if (action === undefined) return `“决定”列的“${word}”看不懂，请填写 采用、修改 或 不用`
  if (threshold !== '' && !/^\d{1,6}$/.test(threshold)) return `“阈值”列的“${threshold}”不是整数`
  return {
    indicatorId,
    action,
    ...(unitPoints === '' ? {} : { unitPoints }),
    ...(cap === '' ? {} : { cap: noLimit.has(cap) ? null : cap }),
    ...(threshold === '' ? {} : { threshold: Number(threshold) })
  }
}

const noLimit = new Set(['无', '不限'])

/**
 * One decision of a command line: `D1.1=confirm`, `D1.1=off`, `D1.1=2` (points), `D1.1=2/10` (points and limit),
 * `D1.1=2/无`, and for a veto item `W6.2=5` (threshold). Throws `bad-input`.
 */
export function parseDecisionOption(option: string, catalogue: Pick<Catalogue, 'indicators'>): DecisionRequest {
  const [left = '', right = '', ...more] = option.normalize('NFKC').split('=')
  const indicatorId = left.trim().toUpperCase()
  const word = right.trim().toLowerCase()
  const action = actions[word]
  if (indicatorId !== '' && more.length === 0) {
    if (action === 'confirm' || action === 'off') return { indicatorId, action }
    const numbers = /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?|无|不限))?$/.exec(word)
    const [, first = '', second] = numbers ?? []
    const isVeto = catalogue.indicators.some(({ id, kind }) => id === indicatorId && kind === 'veto')
    if (isVeto && second === undefined && /^\d{1,6}$/.test(first))
      return { indicatorId, action: 'change', threshold: Number(first) }
    if (numbers !== null && !isVeto) {
      const cap = second === undefined ? {} : { cap: noLimit.has(second) ? null : second }
      return { indicatorId, action: 'change', unitPoints: first, ...cap }
    }
  }
  throw new XunchaError(
    'bad-input',
    `看不懂决定“${option}”；请写成 D1.1=confirm、D1.1=off、D1.1=2/10（单位分值/上限）或 W6.2=5（单项否决的阈值）。`
  )
}
