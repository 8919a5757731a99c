/** Fields of a catalogue or a local plan as a person would call them; by dotted path, so that messages and differences agree. */
const labels: Readonly<Record<string, string>> = {
  id: '编号',
  title: '名称',
  edition: '版本',
  region: '适用地区',
  object: '检查对象',
  group: '分组',
  kind: '类别',
  rule: '判定规则',
  method: '检查方法',
  guidance: '检查位置',
  status: '状态',
  source: '来源',
  window: '时限',
  columns: '读取栏目',
  threshold: '阈值',
  counting: '计数方式',
  yieldsTo: '让位于',
  unitPoints: '单位分值',
  cap: '上限',
  applies: '适用范围',
  evidence: '取证要求',
  phrase: '问题表述',
  check: '机检',
  enabled: '启用',
  base: '基础目录'
}

const frameLabels: Readonly<Record<string, string>> = {
  base: '满分',
  failBelow: '合格线',
  bonusAbove: '加分线',
  bonusCap: '加分上限',
  noService: '无办事服务折算',
  vetoScore: '一票否决得分',
  vetoScoreFor: '一票否决得分适用单位类别',
  grades: '等次'
}

/** Names of the further numbers of a rule; one that is not listed is called by its key. */
export const numberLabels: Readonly<Record<string, string>> = {
  visitsPerDay: '每天访问次数',
  timeoutSeconds: '超时秒数',
  failPercent: '打不开的比例（%）',
  workingDays: '工作日数',
  overdueMonths: '超期月数',
  atLeast: '至少次数',
  feedbackMonths: '结果公布月数',
  sample: '抽查件数',
  missingKinds: '缺失类数',
  fewerThan: '事项少于',
  absentPoints: '整项缺失分值',
  lateMonths: '逾期月数'
}

/** `numbers.sample` → `抽查件数`, `frame.failBelow` → `合格线`. */
export function fieldLabel(path: string): string {
  const [field = '', name = ''] = path.split('.')
  if (field === 'frame') return frameLabels[name] ?? (name || '计分框架')
  if (field === 'numbers') return numberLabels[name] ?? (name || '其他数值')
  return labels[field] ?? field
}

/** `单位分值（unitPoints）`: the word for people, the key for those who edit the file. */
export function namedField(path: string): string {
  const label = fieldLabel(path)
  return label === path ? ` ${path} ` : `${label}（${path}）`
}
