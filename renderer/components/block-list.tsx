import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlockItem, Overview } from '../../electron/domain/overview-model.ts'
import { chooseTarget } from './chosen-target.ts'

type Block = Overview['blocks'][number]

/** One sign per reason; the word stands beside it. */
const signs: Record<Block['kind'], string> = {
  unsettled: '⇄',
  pending: '?',
  'no-evidence': '▢',
  doubtful: '!',
  'in-progress': '◐',
  waiting: '○'
}

interface Props {
  batchId: string
  blocks: Overview['blocks']
  /** How many objects of a kind are named at first. */
  named: number
}

/** What stands before the notice; each object opens in checking. */
export function BlockList({ batchId, blocks, named }: Props): ReactNode {
  const { t } = useTranslation()
  const standing = blocks.filter((block) => block.total > 0)
  if (standing.length === 0) return <p>{`✓ ${t(($) => $.analysis.blocks.none)}`}</p>
  return (
    <ul className="plain-list obstacles">
      {standing.map((block) => (
        <BlockGroup key={block.kind} batchId={batchId} block={block} named={named} />
      ))}
    </ul>
  )
}

function BlockGroup({ batchId, block, named }: Omit<Props, 'blocks'> & { block: Block }): ReactNode {
  const { t } = useTranslation()
  const [shown, setShown] = useState(named)
  const { kind, total, items } = block
  const hidden = items.length - shown
  return (
    <li className="obstacle">
      <p>
        <span className="obstacle-sign" aria-hidden="true">
          {signs[kind]}
        </span>
        <strong>{t(($) => $.analysis.blocks.kind[kind])}</strong>
        <span className="figures obstacle-count">{t(($) => $.analysis.blocks.count, { n: total })}</span>
      </p>
      <ul className="plain-list">
        {items.slice(0, shown).map((item) => (
          <li key={item.objectKey}>
            <BlockLink batchId={batchId} item={item} />
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <Button size="small" type="text" onClick={() => setShown(items.length)}>
          {t(($) => $.analysis.blocks.more, { n: hidden })}
        </Button>
      ) : null}
      {hidden <= 0 && total > items.length ? (
        <p className="quiet">{t(($) => $.analysis.blocks.unlisted, { n: total - items.length })}</p>
      ) : null}
    </li>
  )
}

function BlockLink({ batchId, item }: { batchId: string; item: BlockItem }): ReactNode {
  return (
    <>
      <a href={`#/checking/${batchId}`} onClick={() => chooseTarget(batchId, item.objectKey)}>
        {item.name}
      </a>
      {item.indicators.length === 0 ? null : <span className="quiet obstacle-about">{item.indicators.join('、')}</span>}
    </>
  )
}
