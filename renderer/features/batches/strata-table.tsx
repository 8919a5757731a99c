import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StrataShare } from '../../../electron/domain/inspection.ts'

/** drawn ÷ frame as a percentage with two decimals, from integers. */
function shareText(drawn: number, frame: number): string {
  if (frame === 0) return ''
  const hundredths = Math.round((drawn * 10_000) / frame)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

interface StrataTableProps {
  strata: readonly (StrataShare & { remainderWon?: boolean })[]
  frame: number
  drawn: number
}

/** 框, 抽取, 尾差归属 of every stratum with the total row. */
export function StrataTable({ strata, frame, drawn }: StrataTableProps): ReactNode {
  const { t } = useTranslation()
  const showsRemainder = strata.some((share) => share.remainderWon !== undefined)
  return (
    <table className="figure-table strata-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.batches.stratum)}</th>
          <th scope="col" className="num">
            {t(($) => $.batches.frame)}
          </th>
          <th scope="col" className="num">
            {t(($) => $.batches.drawn)}
          </th>
          <th scope="col" className="num">
            {`${t(($) => $.batches.share)} %`}
          </th>
          {showsRemainder ? <th scope="col">{t(($) => $.batches.remainder)}</th> : null}
        </tr>
      </thead>
      <tbody>
        {strata.map((share) => (
          <tr key={share.name}>
            <th scope="row">{share.name}</th>
            <td className="num">{share.frame}</td>
            <td className="num">{share.drawn}</td>
            <td className="num">{shareText(share.drawn, share.frame)}</td>
            {showsRemainder ? <td>{share.remainderWon === true ? t(($) => $.batches.remainderWon) : ''}</td> : null}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t(($) => $.batches.total)}</th>
          <td className="num">{frame}</td>
          <td className="num">{drawn}</td>
          <td className="num">{shareText(drawn, frame)}</td>
          {showsRemainder ? <td>{strata.filter((share) => share.remainderWon === true).length}</td> : null}
        </tr>
      </tfoot>
    </table>
  )
}
