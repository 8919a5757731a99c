import { readAhead } from '../rpc/hooks.ts'

// Imported before the screens: the backend answers while their code is still being taken in, and the first screen comes
// up with its content.
readAhead('workspace.info', {})
readAhead('batches.list', {})
readAhead('notices.list', {})
