import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, descendants, nameOf, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'

export const forms = treeGatherer({ fact: 'forms', gather })

const maxForms = 50
const searchNames = /^(?:q|wd|kw|key\w*|keyword\w*|search\w*|query\w*|s|word|sw|searchword|textfield|qt)$/i
const searchWords = /搜索|搜一搜|检索|关键[字词]|查询|search/i

function gather({ view }: PageContext): Fact<'forms'> {
  const found = view.elements.filter(({ tag }) => tag === 'form').slice(0, maxForms)
  return {
    search: found.map((form) => searchOf(view, form)).find((each) => each !== null) ?? null,
    forms: found.map((form) => ({
      action: actionOf(form),
      method: methodOf(form),
      fields: fieldsOf(view, form)
        .map((field) => attributeOf(field, 'name') || attributeOf(field, 'id'))
        .filter((name) => name !== '')
        .slice(0, 100),
      place: placeOf(form, textOf(view, form, 100))
    }))
  }
}

const fieldsOf = (view: PageView, form: ViewElement): ViewElement[] =>
  descendants(view, form).filter(
    (node) =>
      (node.tag === 'input' || node.tag === 'textarea' || node.tag === 'select') &&
      closest(node, ({ tag }) => tag === 'form') === form
  )
const actionOf = (form: ViewElement): string => addressOf(form, attributeOf(form, 'action') || form.tree.url) ?? ''
const methodOf = (form: ViewElement): 'get' | 'post' => (attributeOf(form, 'method').toLowerCase() === 'post' ? 'post' : 'get')

function searchOf(view: PageView, form: ViewElement): Fact<'forms'>['search'] {
  const fields = fieldsOf(view, form)
  if (fields.some((field) => field.tag === 'textarea' || attributeOf(field, 'type').toLowerCase() === 'password')) return null
  const texts = fields.filter(
    (field) =>
      field.tag === 'input' && /^(?:text|search|)$/i.test(attributeOf(field, 'type')) && attributeOf(field, 'name') !== ''
  )
  const said = ['action', 'id', 'class', 'name', 'role'].map((name) => attributeOf(form, name)).join(' ')
  const field =
    texts.find(
      (each) =>
        searchNames.test(attributeOf(each, 'name')) ||
        searchWords.test(`${attributeOf(each, 'placeholder')} ${attributeOf(each, 'value')} ${nameOf(each)}`)
    ) ?? (texts.length === 1 && searchWords.test(`${said} ${textOf(view, form, 100)}`) ? texts[0] : undefined)
  const action = actionOf(form)
  if (field === undefined || action === '' || texts.length > 3) return null
  const hidden = fields
    .filter((each) => attributeOf(each, 'type').toLowerCase() === 'hidden' && attributeOf(each, 'name') !== '')
    .slice(0, 50)
  return {
    action,
    method: methodOf(form),
    field: attributeOf(field, 'name'),
    hidden: Object.fromEntries(hidden.map((each) => [attributeOf(each, 'name'), attributeOf(each, 'value').slice(0, 500)])),
    ...(isScripted(view, form) ? { isScripted: true } : {})
  }
}

/** A script is called when it is sent; one that a page ties to it later leaves no sign here. */
const isScripted = (view: PageView, form: ViewElement): boolean =>
  attributeOf(form, 'onsubmit').trim() !== '' ||
  descendants(view, form).some(
    (node) => attributeOf(node, 'onclick').trim() !== '' || /^\s*javascript:/i.test(attributeOf(node, 'href'))
  )
