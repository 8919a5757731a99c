import { Input } from 'antd'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

/** The words of one pack; a long one shows its first and is searched. */
export function WordPackWords({ name }: { name: string }): ReactNode {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const read = useRead('wordPacks.get', { name, search: useDeferredValue(search) }, { keepPrevious: true })
  return (
    <section className="panel" aria-labelledby="pack-words">
      <div className="pack-words-head">
        <h2 id="pack-words">{t(($) => $.packs.words.title, { name })}</h2>
        <Input
          allowClear
          maxLength={50}
          className="pack-search"
          placeholder={t(($) => $.packs.words.search)}
          aria-label={t(($) => $.packs.words.search)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <Loaded read={read}>
        {({ terms, matching }) => (
          <>
            <p className="quiet figures">
              {matching > terms.length
                ? t(($) => $.packs.words.first, { n: matching, shown: terms.length })
                : t(($) => $.packs.words.count, { n: matching })}
            </p>
            <table className="figure-table pack-words">
              <thead>
                <tr>
                  {(['word', 'kind', 'better', 'allowed', 'note'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(($) => $.packs.words.columns[column])}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {terms.map(({ word, kind, better, allowed, note }) => (
                  <tr key={`${word} ${kind}`}>
                    <th scope="row">{word}</th>
                    <td>{t(($) => $.packs.kind[kind])}</td>
                    <td>{better}</td>
                    <td>{allowed.join('；')}</td>
                    <td>{note}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Loaded>
    </section>
  )
}
