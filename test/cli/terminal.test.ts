import { expect, it, vi } from 'vitest'
import { print } from '../../electron/hosts/cli/terminal.ts'

it('prints no control characters that came in with a package', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  print(false, {}, ['来自 \u001b[2J甲\u009b31m\r（乙）', '  一\t二'])
  const said = written.mock.calls.map(([text]) => text).join('')
  written.mockRestore()
  expect(said).toBe('来自 \ufffd[2J甲\ufffd31m\ufffd（乙）\n  一\t二\n')
})
