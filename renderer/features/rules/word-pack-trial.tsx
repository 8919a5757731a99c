import { Input, Select } from 'antd'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { Loaded, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

type Hit = Output<'wordPacks.try'>['hits'][number]

/** What would be found in a typed text: marked in the text, and listed. */
export function WordPackTrial({ previewId, packs }: { previewId: string | null; packs: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [choice, setChoice] = useState('on')
  // A pack just read is what one wants to try; when it is imported or put away the choice is the former one again.
  const by = previewId !== null ? { previewId } : packs.includes(choice) ? { name: choice } : ('on' as const)
  const asked = useDeferredValue(text)
  const read = useRead('wordPacks.try', { text: asked, by }, { enabled: asked !== '', keepPrevious: true })
  return (
    <section className="panel pack-trial" aria-labelledby="pack-trial">
      <h2 id="pack-trial">{t(($) => $.packs.try.title)}</h2>
      <p className="quiet">{t(($) => $.packs.try.help)}</p>
      <Select
        aria-label={t(($) => $.packs.try.by)}
        value={typeof by === 'object' && 'name' in by ? by.name : previewId === null ? 'on' : 'previewed'}
        disabled={previewId !== null}
        options={[
          { value: 'on', label: t(($) => $.packs.try.on) },
          ...(previewId === null ? [] : [{ value: 'previewed', label: t(($) => $.packs.try.previewed) }]),
          ...packs.map((name) => ({ value: name, label: name }))
        ]}
        onChange={setChoice}
      />
      <Input.TextArea
        aria-label={t(($) => $.packs.try.label)}
        placeholder={t(($) => $.packs.try.placeholder)}
        maxLength={20_000}
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {asked === '' ? null : <Loaded read={read}>{({ hits }) => <Result text={asked} hits={hits} />}</Loaded>}
    </section>
  )
}

function Result({ text, hits }: { text: string; hits: readonly Hit[] }): ReactNode {
  const { t } = useTranslation()
  // The answer to the former text stays while the next one is asked for: places beyond this text are not shown.
  const inText = hits.filter(({ start, end, word }) => end <= text.length && end - start === word.length)
  const wrong = inText.filter(({ allowedBy }) => allowedBy === null)
  return (
    <ScrollPane className="pack-result" label={t(($) => $.packs.try.result)}>
      <output className="figures">
        {inText.length === 0
          ? t(($) => $.packs.try.none)
          : t(($) => $.packs.try.hits, { hits: wrong.length, allowed: inText.length - wrong.length })}
      </output>
      <p className="pack-text">{marked(text, inText)}</p>
      <ul className="plain-list">
        {inText.map((hit) => (
          <li key={hit.start}>
            <strong>{hit.word}</strong> {t(($) => $.packs.kind[hit.kind])}
            {hit.better === null ? null : ` · ${t(($) => $.packs.try.better, { better: hit.better })}`}
            {hit.allowedBy === null ? null : ` · ${t(($) => $.packs.try.allowedBy, { text: hit.allowedBy })}`}
            <span className="quiet"> · {hit.pack}</span>
          </li>
        ))}
      </ul>
    </ScrollPane>
  )
}

function marked(text: string, hits: readonly Hit[]): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end, allowedBy } of hits) {
    if (start < at) continue
    parts.push(text.slice(at, start))
    const part = text.slice(start, end)
    parts.push(
      <mark key={start} className={allowedBy === null ? 'pack-hit' : 'pack-allowed'}>
        {part}
      </mark>
    )
    at = end
  }
  return [...parts, text.slice(at)]
}
