import { Alert, Button, Space } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { Loaded } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { uploadFile } from '../../rpc/upload.ts'

type Table = Output<'calendars.list'>['tables'][number]
type Preview = Output<'calendars.preview'>

/** 工作日: the holiday table of each year, whose notice it follows, and the import of a year that is not there. */
export function CalendarTable(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('calendars.list', {})
  const input = useRef<HTMLInputElement>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [open, setOpen] = useState<number | null>(null)

  const act = async (work: () => Promise<Preview | null>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      setPreview(await work())
    } catch (error) {
      setPreview(null)
      setFailure(error)
    }
    setBusy(false)
  }
  const read = (file: File): Promise<void> =>
    act(async () => rpc.call('calendars.preview', { source: { uploadId: await uploadFile(rpc, file, () => undefined) } }))
  const commit = (previewId: string): Promise<void> =>
    act(async () => {
      await rpc.call('calendars.commit', { previewId })
      return null
    })
  const remove = (year: number): Promise<void> =>
    act(async () => {
      await rpc.call('calendars.remove', { year })
      return null
    })

  return (
    <section className="panel" aria-labelledby="settings-calendars">
      <h2 id="settings-calendars">{t(($) => $.settings.calendars.title)}</h2>
      <p className="quiet">{t(($) => $.settings.calendars.help)}</p>
      <Loaded read={list}>
        {({ tables }) => (
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">{t(($) => $.settings.calendars.year)}</th>
                <th scope="col" className="num">
                  {t(($) => $.settings.calendars.off)}
                </th>
                <th scope="col" className="num">
                  {t(($) => $.settings.calendars.work)}
                </th>
                <th scope="col">{t(($) => $.settings.calendars.source)}</th>
                <th scope="col">
                  <span className="settings-unseen">{t(($) => $.settings.calendars.acts)}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tables.map((table) => (
                <Year
                  key={table.year}
                  table={table}
                  isBusy={isBusy}
                  isOpen={open === table.year}
                  onOpen={() => setOpen(open === table.year ? null : table.year)}
                  onRemove={() => void remove(table.year)}
                />
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
      {failure === null ? null : <FailureAlert error={failure} />}
      {preview === null ? null : (
        <Alert
          type="info"
          title={t(($) => $.settings.calendars.preview, {
            year: preview.year,
            file: preview.file,
            off: preview.offDays,
            work: preview.workDays
          })}
          description={<PreviewText preview={preview} />}
          action={
            <Space orientation="vertical">
              <Button size="small" type="primary" loading={isBusy} onClick={() => void commit(preview.previewId)}>
                {t(($) => $.settings.calendars.commit)}
              </Button>
              <Button size="small" onClick={() => setPreview(null)}>
                {t(($) => $.settings.calendars.cancel)}
              </Button>
            </Space>
          }
        />
      )}
      <p className="settings-line settings-import">
        <Button disabled={isBusy} onClick={() => input.current?.click()}>
          {t(($) => $.settings.calendars.import)}
        </Button>
        <span className="quiet">{t(($) => $.settings.calendars.importHelp)}</span>
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv,.json"
        data-testid="calendar-file"
        aria-label={t(($) => $.settings.calendars.import)}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) void read(file)
          event.target.value = ''
        }}
      />
    </section>
  )
}

function PreviewText({ preview }: { preview: Preview }): ReactNode {
  const { t } = useTranslation()
  const { replaces, differences } = preview
  const word = (type: 'off' | 'work' | null): string => t(($) => $.settings.calendars.type[type ?? 'ordinary'])
  return (
    <>
      <p>
        {replaces === null
          ? t(($) => $.settings.calendars.isNew)
          : t(($) => $.settings.calendars.replaces[replaces], { amount: differences.length })}
      </p>
      {differences.length === 0 ? null : (
        <p className="figures">{differences.map((one) => `${one.day} ${word(one.before)}→${word(one.after)}`).join('，')}</p>
      )}
    </>
  )
}

interface YearProps {
  table: Table
  isBusy: boolean
  isOpen: boolean
  onOpen: () => void
  onRemove: () => void
}

function Year({ table, isBusy, isOpen, onOpen, onRemove }: YearProps): ReactNode {
  const { t } = useTranslation()
  const { year, origin, offDays, workDays, sources, days } = table
  const names = (type: 'off' | 'work'): string => spans(days.filter((one) => one.type === type)).join('，')
  return (
    <>
      <tr>
        <th scope="row">
          <Button type="link" size="small" aria-expanded={isOpen} title={t(($) => $.settings.calendars.days)} onClick={onOpen}>
            {year}
          </Button>
        </th>
        <td className="num">{offDays}</td>
        <td className="num">{workDays}</td>
        <td>
          {origin === 'office' ? `${t(($) => $.settings.calendars.office)}：` : ''}
          {sources.map(({ number }) => number).join('、')}
        </td>
        <td>
          {origin === 'office' ? (
            <Button size="small" type="text" disabled={isBusy} onClick={onRemove}>
              {t(($) => $.settings.calendars.remove)}
            </Button>
          ) : null}
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={5} className="settings-days">
            {t(($) => $.settings.calendars.type.off)}：{names('off')}
            <br />
            {t(($) => $.settings.calendars.type.work)}：{names('work')}
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** `春节 02-10—02-17`: neighbouring days of one name as one stretch. */
function spans(days: readonly { day: string; name: string }[]): string[] {
  const stretches: { name: string; from: string; to: string }[] = []
  for (const { day, name } of days) {
    const last = stretches.at(-1)
    const isNext = last?.name === name && Date.parse(day) - Date.parse(last.to) === 86_400_000
    if (last !== undefined && isNext) last.to = day
    else stretches.push({ name, from: day, to: day })
  }
  return stretches.map(({ name, from, to }) => `${name} ${from.slice(5)}${from === to ? '' : `—${to.slice(5)}`}`)
}
