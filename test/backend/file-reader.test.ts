import { describe, expect, it, onTestFinished } from 'vitest'
import { createFileReader, type FileReader, type ReaderProcess } from '../../electron/backend/file-reader.ts'
import { forkReader } from '../../electron/backend/fork-reader.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { siteRows, xlsxBytes } from '../support/registry-files.ts'

/** A reader whose running process the test can get at. */
function reader(limit?: number, megabytes?: number): FileReader & { running(): ReaderProcess; started(): number } {
  const processes: ReaderProcess[] = []
  const files = createFileReader(() => {
    const process = forkReader(megabytes)
    processes.push(process)
    return process
  }, limit)
  onTestFinished(() => files.close())
  return {
    ...files,
    started: () => processes.length,
    running() {
      const last = processes.at(-1)
      if (last === undefined) throw new Error('none was started')
      return last
    }
  }
}

const refusal = (work: Promise<unknown>): Promise<XunchaError> =>
  work.then(
    () => {
      throw new Error('was read')
    },
    (error: unknown) => {
      if (error instanceof XunchaError) return error
      throw error
    }
  )

const small = () => xlsxBytes([{ name: '网站', rows: siteRows(3) }])

describe('createFileReader', () => {
  it('reads several files in one process', async () => {
    const files = reader()
    const bytes = await small()
    const read = await Promise.all(['甲.xlsx', '乙.xlsx', '丙.xlsx'].map((name) => files.read('tables', { bytes, name })))
    expect(read.map(([table]) => [table?.file, table?.rows.length])).toEqual([
      ['甲.xlsx', 4],
      ['乙.xlsx', 4],
      ['丙.xlsx', 4]
    ])
    expect(files.started()).toBe(1)
  })

  it('loses the process, and nothing else, to a table that takes far more memory than there is', async () => {
    // An eighth of the memory, so that a busy machine comes to its end before the time does.
    const files = reader(150_000, 64)
    const bytes = Buffer.alloc(39_000_000, 'abcd,abcd\n')
    const before = process.memoryUsage.rss()
    const error = await refusal(files.read('tables', { bytes, name: '风暴.csv' }))
    expect(error.code).toBe('file-too-large')
    expect(error.message).toMatch(/^文件“风暴\.csv”读取时用完了允许的内存，.*；.*。$/)
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(100)
    expect((await files.read('tables', { bytes: await small(), name: 'a.xlsx' }))[0]?.rows.length).toBe(4)
    expect(files.started()).toBe(2)
  })

  it('ends a process that takes longer than a file may', async () => {
    const files = reader(150)
    const bytes = await xlsxBytes([{ name: '网站', rows: siteRows(60_000) }])
    const error = await refusal(files.read('tables', { bytes, name: '慢.xlsx' }))
    expect(error.message).toMatch(/^文件“慢\.xlsx”0\.15 秒内没有读完，.*。$/)
    expect(files.started()).toBe(1)
  })

  it('answers after each of 100 kills', async () => {
    const files = reader()
    const bytes = await small()
    let [refused, read] = [0, 0]
    for (let kill = 0; kill < 100; kill += 1) {
      const reading = files.read('tables', { bytes, name: 'a.xlsx' })
      // The process of this file is there once the turn of this file has come.
      await new Promise((resolve) => setTimeout(resolve, kill % 5))
      files.running().kill()
      await reading.then(
        () => (read += 1),
        (error: unknown) => {
          if (!(error instanceof XunchaError)) throw error
          refused += 1
        }
      )
    }
    console.log(`readers killed: 100, of those while reading: ${refused}, just after: ${read}`)
    expect(refused + read).toBe(100)
    expect(refused).toBeGreaterThan(50)
    expect((await files.read('tables', { bytes, name: 'a.xlsx' }))[0]?.rows.length).toBe(4)
  })

  it('lets go of a file under way when the workspace closes', async () => {
    const files = reader()
    const reading = refusal(
      files.read('tables', { bytes: await xlsxBytes([{ name: '网站', rows: siteRows(20_000) }]), name: 'a.xlsx' })
    )
    await new Promise((resolve) => setTimeout(resolve, 20))
    files.close()
    expect((await reading).code).toBe('closing')
  })
})
