import './work.css'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { StrayWork, WorkProgress } from '../../../electron/contract/work.ts'
import { formatInstant } from '../../components/format.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { WorkSendForm } from './work-send-form.tsx'

/** 分派: who has which part of the batch, how far they are, and the files to hand out. */
export function WorkView({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const read = useRead('work.list', { batchId })
  return (
    <Screen
      title={t(($) => $.work.title)}
      help={t(($) => $.work.help)}
      layout="fill"
      actions={<Button onClick={() => go(`/batches/${batchId}`)}>{t(($) => $.work.toBatch)}</Button>}
    >
      <Loaded read={read}>
        {({ inspectors, unassigned, outOfScope }) => (
          <div className="work-columns">
            <ScrollPane className="panel" label={t(($) => $.work.progress)}>
              <h2>{t(($) => $.work.progress)}</h2>
              {inspectors.length === 0 ? <p className="quiet">{t(($) => $.work.none)}</p> : <Progress rows={inspectors} />}
              <h2>
                {unassigned.length === 0
                  ? t(($) => $.work.allAssigned)
                  : t(($) => $.work.unassigned, { amount: unassigned.length })}
              </h2>
              <ul className="work-list">
                {unassigned.slice(0, 200).map(({ objectKey, name, stratum }) => (
                  <li key={objectKey}>
                    <span>{name}</span>
                    <span className="quiet">{stratum}</span>
                  </li>
                ))}
              </ul>
              <Strays list={outOfScope} />
            </ScrollPane>
            <ScrollPane className="work-side" label={t(($) => $.work.split)}>
              <WorkSendForm batchId={batchId} inspectors={inspectors.map(({ inspector }) => inspector)} unassigned={unassigned} />
            </ScrollPane>
          </div>
        )}
      </Loaded>
    </Screen>
  )
}

function Progress({ rows }: { rows: readonly WorkProgress[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.work.inspector)}</th>
          {(['assigned', 'done', 'inProgress', 'notBegun'] as const).map((name) => (
            <th key={name} scope="col" className="num">
              {t(($) => $.work[name])}
            </th>
          ))}
          <th scope="col">{t(($) => $.work.merged)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.inspector}>
            <th scope="row">{row.inspector}</th>
            {(['assigned', 'done', 'inProgress', 'notBegun'] as const).map((name) => (
              <td key={name} className="num">
                {row[name]}
              </td>
            ))}
            <td>
              {row.merged === null ? t(($) => $.work.notBack) : formatInstant(row.merged.time)}
              {row.isEditionOlder ? <strong>{` · ${t(($) => $.work.editionOlder)}`}</strong> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Strays({ list }: { list: readonly StrayWork[] }): ReactNode {
  const { t } = useTranslation()
  if (list.length === 0) return null
  return (
    <>
      <h2>{t(($) => $.work.outOfScope)}</h2>
      <ul className="work-list">
        {list.map(({ device, objectKey, name, author, acts, reason }) => (
          <li key={`${device} ${objectKey} ${reason}`}>
            {t(($) => $.work.strayLine, { name, author, acts, reason: t(($) => $.work.reason[reason]) })}
          </li>
        ))}
      </ul>
    </>
  )
}
