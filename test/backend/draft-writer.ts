// A second process for drafts.test.ts: types one more character into a draft again and again until it is killed.
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'

const [dir = '', batchId = '', objectKey = ''] = process.argv.slice(2)
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
for (let typed = 1; ; typed += 1) {
  const content = {
    findingId: null,
    serial: 0,
    indicatorId: 'W3',
    count: '1',
    description: '字'.repeat(typed),
    descriptionTouched: true,
    template: '',
    lastUpdate: '',
    location: '首页',
    url: '',
    observedAt: '',
    evidenceIds: []
  }
  const answer = await backend.call('drafts.save', { batchId, objectKey, of: { kind: 'finding', content } })
  if (!answer.ok) throw new Error(answer.error.message)
  console.log(typed)
}
