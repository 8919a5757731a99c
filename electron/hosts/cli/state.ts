import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'state [rebuild] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  if (positionals.length > 0) throw wrongUsage(`state 后面不能写“${positionals.join(' ')}”。`, usage)
  return withSession(values, async ({ call }) => {
    const { stateHash } = await call('state.hash', {})
    print(values.json, { stateHash }, [stateHash])
    return 0
  })
}
