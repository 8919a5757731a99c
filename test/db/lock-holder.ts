// A second process for lock.test.ts: takes the workspace, says so, and waits to be ended.
import { lockWorkspace } from '../../db/lock.ts'

lockWorkspace(process.argv[2] ?? '')
console.log('held')
setInterval(() => undefined, 1000)
