import { runWithOwnNode } from './own-node.ts'
import { productVersion } from './project-root.ts'
import { fail, say, wrongUsage } from './terminal.ts'

interface Command {
  /** @returns the exit code: 0 done, 1 the answer is no, 2 wrong usage or bad input */
  run(args: string[]): Promise<number>
}

/** Every command with what it does; each is loaded only when called. */
const commands: Readonly<Record<string, { about: string; load: () => Promise<Command> }>> = {
  start: { about: '打开工作台（桌面版，没有时用浏览器版）', load: () => import('./start.ts') },
  serve: { about: '启动浏览器版', load: () => import('./serve.ts') },
  demo: { about: '用示例数据走完整个流程', load: () => import('./demo.ts') },
  doctor: { about: '检查本机缺什么，--fix 补齐', load: () => import('./doctor.ts') },
  'registry import': { about: '导入名录', load: () => import('./registry-import.ts') },
  'registry list': { about: '列出名录中的对象', load: () => import('./registry-list.ts') },
  'catalogue list': { about: '列出指标目录', load: () => import('./catalogue-list.ts') },
  'catalogue show': { about: '显示一个指标目录的各项', load: () => import('./catalogue-show.ts') },
  'catalogue check': { about: '检查地方细则或指标目录文件', load: () => import('./catalogue-check.ts') },
  'catalogue export': { about: '把指标体系导出为表格', load: () => import('./catalogue-export.ts') },
  'catalogue import': { about: '从表格导入地方细则', load: () => import('./catalogue-import.ts') },
  'batch create': { about: '抽样并建立批次', load: () => import('./batch-create.ts') },
  'batch replay': { about: '按抽样记录重抽并比对', load: () => import('./batch-replay.ts') },
  'batch list': { about: '列出批次', load: () => import('./batch-list.ts') },
  'batch show': { about: '列出批次的检查对象', load: () => import('./batch-show.ts') },
  'batch complete': { about: '把没有待定事项的对象标为已检', load: () => import('./batch-complete.ts') },
  'findings import': { about: '导入问题', load: () => import('./findings-import.ts') },
  score: { about: '计算批次得分', load: () => import('./score.ts') },
  'what-if': { about: '按另一版指标试算批次得分', load: () => import('./what-if.ts') },
  notice: { about: '导出通报', load: () => import('./notice.ts') },
  'notice template': { about: '管理本单位的 Word 模板', load: () => import('./notice-template.ts') },
  'notice check': { about: '核对已导出的通报', load: () => import('./notice-check.ts') },
  'profile list': { about: '列出通报模板', load: () => import('./profile-list.ts') },
  'profile import': { about: '检查并导入通报模板', load: () => import('./profile-import.ts') },
  'table import': { about: '导入外部数据表（找错留言、数据目录等）', load: () => import('./table-import.ts') },
  'table list': { about: '列出外部数据表', load: () => import('./table-list.ts') },
  sweep: { about: '按批次巡检全部网站，找出线索', load: () => import('./sweep.ts') },
  inspect: { about: '打开一个网址，读出标识、链接、日期等情况', load: () => import('./inspect.ts') },
  capture: { about: '打开一个网址并取证', load: () => import('./capture.ts') },
  links: { about: '检查网站的链接是否失效', load: () => import('./links.ts') },
  watch: { about: '监测批次的网站能否打开（--minutes 分钟，不写则访问一轮）', load: () => import('./watch.ts') },
  'columns import': { about: '导入网站的栏目登记', load: () => import('./columns-import.ts') },
  'columns paper': { about: '列出栏目更新的工作底稿', load: () => import('./columns-paper.ts') },
  'calendar list': { about: '列出各年的节假日安排', load: () => import('./calendar-list.ts') },
  'calendar import': { about: '导入一年的节假日安排', load: () => import('./calendar-import.ts') },
  'calendar deadline': { about: '算若干个工作日后的日期', load: () => import('./calendar-deadline.ts') },
  'term check': { about: '按指标的期限核对日期和次数', load: () => import('./term-check.ts') },
  'terms list': { about: '列出词库', load: () => import('./terms-list.ts') },
  'terms import': { about: '导入词库（错别字、敏感表述、博彩词）', load: () => import('./terms-import.ts') },
  'package create': { about: '封存日志，把批次的证据做成证据包', load: () => import('./package-create.ts') },
  'package verify': { about: '核验证据包', load: () => import('./package-verify.ts') },
  'key show': { about: '显示本机签名密钥的编号、公钥和保管方式', load: () => import('./key-show.ts') },
  'key passphrase': { about: '更改本机签名密钥的口令', load: () => import('./key-passphrase.ts') },
  'key replace': { about: '本机的密钥丢失或泄露时换一把新的', load: () => import('./key-replace.ts') },
  'key vouch': { about: '为别的设备的新密钥连署，旧密钥作废', load: () => import('./key-vouch.ts') },
  'role list': { about: '列出人员、设备和角色', load: () => import('./role-list.ts') },
  'role rule': { about: '两边各有负责人时，裁定由谁负责', load: () => import('./role-rule.ts') },
  'role give': { about: '给一台设备指定角色', load: () => import('./role-give.ts') },
  'unit-packet': { about: '按主办单位整理问题、整改通知草稿和证据', load: () => import('./unit-packet.ts') },
  stamp: { about: '联网为取证文件申请可信时间戳', load: () => import('./stamp.ts') },
  'stamp authority': { about: '导入时间戳机构的设置', load: () => import('./stamp-authority.ts') },
  'stamp list': { about: '列出各日的时间戳和等候加盖的文件', load: () => import('./stamp-list.ts') },
  'work send': { about: '把对象分派给检查员，做任务包', load: () => import('./work-send.ts') },
  'work withdraw': { about: '收回分派给检查员的对象', load: () => import('./work-withdraw.ts') },
  'work open': { about: '打开收到的任务包', load: () => import('./work-open.ts') },
  'work list': { about: '列出各检查员的分派和进度', load: () => import('./work-list.ts') },
  merge: { about: '合并其他电脑的包', load: () => import('./merge.ts') },
  'conflict list': { about: '列出合并后待裁定的判定', load: () => import('./conflict-list.ts') },
  'conflict rule': { about: '裁定一处冲突', load: () => import('./conflict-rule.ts') },
  state: { about: '显示工作区状态的校验值', load: () => import('./state.ts') },
  'state rebuild': { about: '由日志重建各表', load: () => import('./state-rebuild.ts') }
}

async function main(args: string[]): Promise<number> {
  const [first = '', second = ''] = args
  if (first === '' || first === 'help' || first === '--help' || first === '-h') {
    help()
    return first === '' ? 2 : 0
  }
  if (first === '--version' || first === 'version') {
    process.stdout.write(`${productVersion()}\n`)
    return 0
  }
  const isJson = args.includes('--json')
  try {
    const two = commands[`${first} ${second}`]
    if (two) return await (await two.load()).run(args.slice(2))
    const one = commands[first]
    if (one) return await (await one.load()).run(args.slice(1))
    const siblings = Object.keys(commands).filter((name) => name.startsWith(`${first} `))
    if (siblings.length > 0) throw wrongUsage(`命令 ${first} 后面要写做什么。`, siblings.join('，或 xuncha '))
    throw wrongUsage(`没有命令“${first}”。`, '--help')
  } catch (error) {
    return fail(error, isJson)
  }
}

function help(): void {
  say('xuncha 巡查：政府网站与政务新媒体检查工作台\n\n用法：xuncha 命令 [选项]\n')
  for (const [name, { about }] of Object.entries(commands)) say(`  ${name.padEnd(18)}${about}`)
  say('\n共同选项：--workspace 文件夹（默认取 $XUNCHA_WORKSPACE，否则与桌面版相同）  --json 标准输出只给一个 JSON 值')
}

// Not process.exit on the spot: what was written to a pipe would be cut. No top-level await: the bundle is CommonJS.
const ownCode = runWithOwnNode(process.argv.slice(2))
if (ownCode === null) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code
  })
} else {
  process.exitCode = ownCode
}
