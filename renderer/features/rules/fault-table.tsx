import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../components/failure.tsx'
import { ScrollPane } from '../../components/screen.tsx'

/** Faults of a workbook by sheet, row and column. */
export function FaultTable({ faults }: { faults: NonNullable<Failure['faults']> }): ReactNode {
  const { t } = useTranslation()
  return (
    <ScrollPane className="panel rules-fault-table" label={t(($) => $.rules.importing.faultsLabel)}>
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.rules.importing.columns.place)}</th>
            <th scope="col" className="num">
              {t(($) => $.rules.importing.columns.row)}
            </th>
            <th scope="col">{t(($) => $.rules.importing.columns.column)}</th>
            <th scope="col">{t(($) => $.rules.importing.columns.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.file} ${fault.row} ${fault.column} ${fault.reason}`}>
              <td>{fault.file}</td>
              <td className="num">{fault.row}</td>
              <td>{fault.column}</td>
              <td>{fault.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPane>
  )
}
