import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take minutes: begun last they would keep one worker busy while the others have nothing left. Those that mostly
 * wait for a site that hangs, or for an alarm, go beside those that could do with two cores.
 */
const long = [
  'e2e/forty-browser',
  'backend/sweep-sample',
  'e2e/forty-electron',
  'backend/watch',
  'backend/sweep-kill',
  'capture/stripes',
  'renderer/every-screen',
  'e2e/',
  'corpus/corpus',
  'capture/screenshot',
  'export/second-reader'
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((part) => moduleId.includes(`/test/${part}`))
      return at === -1 ? long.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
