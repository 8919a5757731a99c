// A second process for workspace.test.ts: opens the workspace and imports without end until it is killed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'

const dir = process.argv[2] ?? ''
const backend = await createBackend({
  workspaceDir: dir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  version: '0.0.0',
  clock: { now: () => new Date().toISOString() },
  ids: { next: () => v7() },
  pageHost: null,
  runtime: {},
  log: pino({ level: 'silent' })
})
const file = join(dir, '名录.csv')
for (let round = 0; ; round += 1) {
  const rows = Array.from({ length: 3000 }, (_, index) => {
    const code = `34${String(index).padStart(8, '0')}`
    return `网站,第${index}号网站${round},合肥市,单位,${code},http://site${index}.example.com/`
  })
  writeFileSync(file, ['类别,名称,地区,主办单位,网站标识码,网址', ...rows].join('\n'))
  const preview = await backend.call('registry.preview', { sources: [{ path: file }] })
  if (!preview.ok) throw new Error(preview.error.message)
  const { previewId } = preview.value as { previewId: string }
  await backend.call('registry.commit', { previewId, acceptValid: false })
  console.log(round)
}
