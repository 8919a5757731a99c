import type { Catalogue, Indicator, RuleWindow } from './catalogue.ts'
import {
  countingWords,
  kindWords,
  statusWords,
  writeGrades,
  writeList,
  writeNoService,
  writeWindow,
  yesNoWord
} from './catalogue-words.ts'
import { columnClassWords } from './column-words.ts'

type FrameNumber = NonNullable<Catalogue['frame'][keyof Catalogue['frame']]>
type FrameRule = Exclude<Extract<FrameNumber['value'], object>, string[]>

/** A sourced number as it is read out, its status behind it: `2周（已证实）`. */
export function numberText(number: { value: unknown; status: Indicator['status'] }): string {
  return `${valueText(number.value)}（${statusWords[number.status]}）`
}

function valueText(value: unknown): string {
  if (isWindow(value)) return writeWindow(value)
  if (isList(value)) return writeList(value)
  if (!isFrameRule(value)) return String(value)
  return Array.isArray(value) ? writeGrades(value).replaceAll('\n', '，') : writeNoService(value)
}

function isWindow(value: unknown): value is RuleWindow {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function isFrameRule(value: unknown): value is FrameRule {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || 'max' in value || 'spread' in value)
}

/** Any field of an indicator that is not a sourced number, as one line of text. */
export function plainText(field: keyof Indicator, indicator: Indicator): string {
  switch (field) {
    case 'kind':
      return kindWords[indicator.kind]
    case 'status':
      return statusWords[indicator.status]
    case 'enabled':
      return yesNoWord(indicator.enabled)
    case 'counting':
      return countingWords[indicator.counting ?? 'occurrences']
    case 'yieldsTo':
      return (indicator.yieldsTo ?? []).join('、')
    case 'applies':
      return appliesText(indicator.applies)
    case 'evidence':
      return evidenceText(indicator.evidence)
    case 'columns':
      return (indicator.columns ?? []).map(columnText).join('；')
    default:
      return String(indicator[field])
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
  const names = classes.map((each) => columnClassWords[each]).join('、')
  const place = level === 'first' ? '一级栏目' : '栏目'
  if (when === 'blank') return `${names}${place}空白`
  return `${names}${place}${window === undefined ? '长期' : `${numberText(window)}内`}未更新`
}
