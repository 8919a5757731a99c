import { it } from 'vitest'
import { launchElectron } from '../support/electron-app.ts'
import { fortyObjectsIn } from './forty-path.ts'

it('forty objects are checked by keyboard alone, by object and along the line, over a kill and a restart, in a real Electron', () =>
  fortyObjectsIn('electron', (workspace) => launchElectron({ workspace })))
