import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { ScrollPane } from '../../components/screen.tsx'

export type WatchedSite = Output<'watch.get'>['sites'][number]

const signs = { fails: '✕', passes: '✓', incomplete: '○' } as const

export function SiteList({
  sites,
  shown,
  onChoose
}: {
  sites: readonly WatchedSite[]
  shown: string
  onChoose: (objectKey: string) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <ScrollPane className="panel watch-sites" label={t(($) => $.watch.sites.label)}>
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.watch.sites.name)}</th>
            <th scope="col" className="num">
              {t(($) => $.watch.sites.today)}
            </th>
            <th scope="col" className="num">
              {t(($) => $.watch.sites.notOpen)}
            </th>
            <th scope="col">{t(($) => $.watch.sites.week)}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ objectKey, name, today, verdict }) => (
            <tr key={objectKey} className={objectKey === shown ? 'watch-shown' : undefined}>
              <th scope="row">
                <Button
                  type="link"
                  size="small"
                  className="watch-name"
                  aria-pressed={objectKey === shown}
                  onClick={() => onChoose(objectKey)}
                >
                  {name}
                </Button>
              </th>
              <td className="num">{today.counted}</td>
              <td className="num">{today.notOpen}</td>
              <td className={`watch-kind watch-kind-${verdict.kind}`}>
                <span aria-hidden="true">{signs[verdict.kind]}</span> {t(($) => $.watch.kind[verdict.kind])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPane>
  )
}
