import { say } from './terminal.ts'

/** Stub until the command lands. */
export async function run(_args: string[]): Promise<number> {
  say('命令 doctor 尚未接入。')
  return 2
}
