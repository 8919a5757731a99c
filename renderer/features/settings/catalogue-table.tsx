import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

const counts = ['indicators', 'confirmed', 'applied', 'unconfirmed'] as const

export function CatalogueTable(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('catalogues.list', {})
  return (
    <section className="panel">
      <h2>{t(($) => $.settings.catalogues)}</h2>
      <p className="quiet">{t(($) => $.settings.cataloguesHelp)}</p>
      <Loaded read={list}>
        {({ catalogues }) =>
          catalogues.length === 0 ? (
            <p>{t(($) => $.settings.noCatalogues)}</p>
          ) : (
            <table className="figure-table">
              <thead>
                <tr>
                  <th scope="col">{t(($) => $.settings.columns.title)}</th>
                  <th scope="col">{t(($) => $.settings.columns.edition)}</th>
                  <th scope="col">{t(($) => $.settings.columns.object)}</th>
                  {counts.map((count) => (
                    <th key={count} scope="col" className="num">
                      {t(($) => $.settings.columns[count])}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {catalogues.map((catalogue) => (
                  <tr key={catalogue.id}>
                    <th scope="row">{catalogue.title}</th>
                    <td>{catalogue.edition}</td>
                    <td>{t(($) => $.common.kind[catalogue.object])}</td>
                    {counts.map((count) => (
                      <td key={count} className="num">
                        {catalogue[count]}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </section>
  )
}
