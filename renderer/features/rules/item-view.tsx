import { CheckCircleOutlined, PauseCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import { StatusTag } from './status-tag.tsx'
import { useRuleWords } from './words.ts'

/** One number with how sure it is and where it was read. */
interface NumberLine {
  name: string
  value: string
  /** null: the edition does not have this number. */
  status: Indicator['status'] | null
  source: string
  help?: string
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function NumberTable({ lines }: { lines: readonly NumberLine[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="figure-table rules-numbers">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.rules.item.number)}</th>
          <th scope="col">{t(($) => $.rules.item.value)}</th>
          <th scope="col">{t(($) => $.rules.item.status)}</th>
          <th scope="col">{t(($) => $.rules.item.source)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, value, status, source, help }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {help === undefined ? null : <span className="quiet rules-help"> {help}</span>}
            </th>
            <td className={status === null ? 'quiet' : 'figures'}>{value}</td>
            <td>{status === null ? null : <StatusTag status={status} />}</td>
            <td>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** An item of a shipped edition, to read. */
export function ItemView({ indicator }: { indicator: Indicator }): ReactNode {
  const { t } = useTranslation()
  const words = useRuleWords()
  const { id, title, kind, group, rule, method, guidance, phrase, status, source, enabled, applies, evidence } = indicator
  const lines = numberLines(indicator)
  return (
    <article className="rules-item" aria-label={`${id} ${title}`}>
      <header className="rules-item-head">
        <h2>
          <span className="mono">{id}</span> {title}
        </h2>
        <span>{t(($) => $.rules.kind[kind])}</span>
        <StatusTag status={status} />
        <span className={enabled ? 'op-added' : 'quiet'}>
          {enabled ? <CheckCircleOutlined aria-hidden /> : <PauseCircleOutlined aria-hidden />}{' '}
          {enabled ? t(($) => $.rules.item.on) : t(($) => $.rules.item.off)}
        </span>
      </header>
      <dl className="rules-lines">
        <Line name={t(($) => $.rules.item.group)}>{group}</Line>
        <Line name={t(($) => $.rules.item.rule)}>{rule}</Line>
        {method === undefined ? null : <Line name={t(($) => $.rules.item.method)}>{method}</Line>}
        <Line name={t(($) => $.rules.item.guidance)}>{guidance}</Line>
        <Line name={t(($) => $.rules.item.phrase)}>{phrase}</Line>
        <Line name={t(($) => $.rules.item.source)}>{source}</Line>
      </dl>
      {lines.length === 0 ? null : (
        <section>
          <h3>{t(($) => $.rules.sections.numbers)}</h3>
          <NumberTable lines={lines} />
        </section>
      )}
      <section>
        <h3>{t(($) => $.rules.sections.scope)}</h3>
        <dl className="rules-lines">
          <Line name={t(($) => $.rules.item.applies)}>{words.applies(applies)}</Line>
          <Line name={t(($) => $.rules.item.evidence)}>{words.evidence(evidence)}</Line>
          {indicator.counting === undefined ? null : (
            <Line name={t(($) => $.rules.item.counting)}>
              {t(($) => $.rules.item.countingWords[indicator.counting ?? 'occurrences'])}
            </Line>
          )}
          {indicator.yieldsTo === undefined ? null : (
            <Line name={t(($) => $.rules.item.yieldsTo)}>{indicator.yieldsTo.join('、')}</Line>
          )}
          {indicator.check === undefined ? null : (
            <Line name={t(($) => $.rules.item.check)}>
              <span className="mono">{indicator.check}</span>
            </Line>
          )}
        </dl>
      </section>
    </article>
  )

  function numberLines(item: Indicator): NumberLine[] {
    const found: NumberLine[] = []
    const { window, threshold, unitPoints, cap, numbers = {}, columns = [] } = item
    if (window !== undefined) found.push({ ...window, name: t(($) => $.rules.item.window), value: words.window(window.value) })
    if (threshold !== undefined)
      found.push({
        ...threshold,
        name: t(($) => $.rules.item.threshold),
        value: `≥ ${threshold.value}`,
        help: t(($) => $.rules.item.thresholdHelp)
      })
    if (unitPoints !== undefined) found.push({ ...unitPoints, name: t(($) => $.rules.item.unitPoints) })
    if (cap !== undefined) found.push({ ...cap, name: t(($) => $.rules.item.cap) })
    for (const [name, number] of Object.entries(numbers)) found.push({ ...number, name: words.number(name) })
    columns.forEach((column, index) => {
      const suffix = columns.length > 1 ? ` ${index + 1}` : ''
      found.push({
        name: `${t(($) => $.rules.item.columns)}${suffix}`,
        value: words.columnRule(column),
        status: column.window?.status ?? item.status,
        source: column.window?.source ?? item.source
      })
    })
    return found
  }
}

/** 评分框架 of a shipped edition, to read. */
export function FrameView({ frame }: Pick<Catalogue, 'frame'>): ReactNode {
  const { t } = useTranslation()
  const words = useRuleWords()
  const helps: Readonly<Record<string, string>> = {
    failBelow: t(($) => $.rules.frame.failBelowHelp),
    bonusAbove: t(($) => $.rules.frame.bonusAboveHelp)
  }
  const absent = { value: t(($) => $.rules.frame.absent), status: null, source: '' }
  const lines: NumberLine[] = []
  for (const name of ['base', 'failBelow', 'bonusAbove', 'bonusCap', 'vetoScore'] as const) {
    const number = frame[name] ?? null
    const help = helps[name]
    const own = { name: t(($) => $.rules.frame[name]), ...(help === undefined ? {} : { help }) }
    lines.push(number === null ? { ...own, ...absent } : { ...number, ...own })
  }
  const { noService, vetoScoreFor = null, grades = null } = frame
  // Said only where a plan limits it.
  if (vetoScoreFor !== null)
    lines.push({ ...vetoScoreFor, name: t(($) => $.rules.frame.vetoScoreFor), value: words.frameList(vetoScoreFor.value, '、') })
  const shared = { name: t(($) => $.rules.frame.noService) }
  lines.push(noService === null ? { ...shared, ...absent } : { ...noService, ...shared, value: words.noService(noService.value) })
  const graded = { name: t(($) => $.rules.frame.grades) }
  lines.push(grades === null ? { ...graded, ...absent } : { ...grades, ...graded, value: words.frameList(grades.value, '\n') })
  return (
    <article className="rules-item" aria-label={t(($) => $.rules.frame.title)}>
      <header className="rules-item-head">
        <h2>{t(($) => $.rules.frame.title)}</h2>
      </header>
      {frame.base === null ? <p>{t(($) => $.rules.frame.noScore)}</p> : null}
      <NumberTable lines={lines} />
    </article>
  )
}
