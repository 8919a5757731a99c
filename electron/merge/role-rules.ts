import { XunchaError } from '../domain/errors.ts'
import type { Role } from '../domain/roles.ts'
import type { EventType, LoggedEvent, NewEvent } from '../events/types.ts'

interface RoleRule {
  needs: Role
  /** What the person was about to do, in the sentence that refuses it. */
  act: string
  /** Only for office documents of these kinds. */
  kinds?: readonly string[]
  why: string
}

/** Every act that needs a role. What is not here (verdict, finding, capture, stamp, package) anybody may do. */
export const roleRules: Partial<Record<EventType, RoleRule>> = {
  'batch.opened': { needs: 'manager', act: '建立批次', why: 'whom the draw hits is decided once, by whoever answers for it' },
  'batch.targets-drawn': { needs: 'manager', act: '抽取对象', why: 'part of opening a batch' },
  'batch.catalogue-adopted': { needs: 'manager', act: '改用指标体系', why: 'it moves every score of the batch' },
  'work.assigned': {
    needs: 'manager',
    act: '分派对象',
    why: 'who checks what is decided once, by whoever answers for the batch'
  },
  'work.withdrawn': { needs: 'manager', act: '收回对象', why: 'as handing out' },
  'office.document-saved': {
    needs: 'manager',
    act: '更改本单位的规则文件',
    kinds: ['overlay', 'calendar', 'notice-profile', 'word-template', 'time-authority'],
    why: 'numbers of the rule book, printed forms and the roots that time is trusted by count for everybody'
  },
  'office.document-removed': {
    needs: 'manager',
    act: '删除本单位的规则文件',
    kinds: ['overlay', 'calendar', 'notice-profile', 'word-template', 'time-authority'],
    why: 'as saving one'
  },
  'notice.exported': { needs: 'manager', act: '导出通报', why: 'it leaves the office under its name' },
  'role.given': { needs: 'manager', act: '指定角色', why: 'or anybody could make himself manager' },
  'manager.ruled': { needs: 'manager', act: '裁定谁是负责人', why: 'as giving roles' },
  'conflict.ruled': { needs: 'reviewer', act: '裁定', why: 'one of the two who judged must not be judge in his own matter' },
  'hint.dismissed': {
    needs: 'reviewer',
    act: '驳回线索',
    why: 'a dismissal is remembered in later quarters and shown to nobody'
  },
  'hint.remembered': { needs: 'reviewer', act: '恢复驳回', why: 'it dismisses again' }
}

/** Who may vouch for a new key hangs on the roles of the others (`mayVouch`), so it is no row of the table. */
export const mayNotVouch = (): XunchaError =>
  new XunchaError('no-role', '本机的角色不够，没有为新密钥连署；请由其他设备中角色最高的人（一般是负责人）来连署。')

/** The rule that the event falls under, or null. */
export function ruleOf(event: NewEvent | LoggedEvent): RoleRule | null {
  const rule = roleRules[event.type]
  if (rule === undefined) return null
  if (rule.kinds === undefined) return rule
  return 'kind' in event.payload && rule.kinds.includes(event.payload.kind) ? rule : null
}

/** Rows of these types hang on their batch: without it they have no place. */
const ofBatch: ReadonlySet<EventType> = new Set<EventType>([
  'batch.targets-drawn',
  'batch.catalogue-adopted',
  'work.assigned',
  'work.withdrawn',
  'sweep.started',
  'sweep.finished',
  'hints.found',
  'watch.planned',
  'visits.recorded'
])

/** Whether the event may be without effect, so that its payload has to be read to tell. */
export const mayBeVoid = (type: EventType): boolean =>
  roleRules[type] !== undefined || ofBatch.has(type) || type === 'key.replaced'

/** The batch that the event cannot be without, or null. */
export const batchNeeded = (event: LoggedEvent): string | null =>
  ofBatch.has(event.type) && 'batchId' in event.payload ? event.payload.batchId : null
