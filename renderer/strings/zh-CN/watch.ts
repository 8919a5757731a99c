export const watch = {
  title: '站点可用性监测',
  help: '{{batch}} · 每个网站每天间隔访问不少于 {{perDay}} 次，连续 {{days}} 天',
  toBatch: '返回批次',
  choose: '选网站',
  start: '开始监测',
  pause: '暂停监测',
  empty: '还没有选要监测的网站',
  emptyHelp: '从本批次的网站里选定，监测在后台按计划访问登记的网址',
  run: {
    off: '未在监测',
    running: '正在监测 · 下次访问 {{time}} · 每天 {{perDay}} 次',
    battery: '等待：正在使用电池，接上电源后继续',
    offline: '等待：本机网络不通，恢复后继续',
    asleep: '等待：电脑休眠',
    finished: '各网站都已满一周',
    other: '正在监测另一个批次“{{title}}”，一次只能监测一个批次'
  },
  fault: {
    'disk-full': '磁盘空间不足，访问结果没有保存；请腾出空间，并让程序开着，程序每半分钟再存一次。',
    failed: '访问结果没有保存；请检查工作区所在的磁盘，并让程序开着，程序每半分钟再存一次。'
  },
  noControl: '没有设置对照地址：网站打不开时，不能区分是网站的问题还是本单位网络的问题。',
  toControl: '去设置',
  plan: {
    title: '选定要监测的网站',
    help: '最多 {{limit}} 个；已有的访问记录都会保留',
    perDay: '每天计划访问',
    times: '{{n}} 次',
    perDayHelp: '电脑不是整天开着时选多一些：关机和休眠的时段不会补上',
    search: '名称、单位，或拼音首字母',
    all: '全选',
    none: '全不选',
    chosen: '已选 {{n}} 个',
    save: '确定',
    noSites: '本批次没有登记了网址的网站',
    noneFound: '没有符合的网站，请换一个词再找',
    cut: '共 {{n}} 个，只列前 {{shown}} 个，其余请搜索'
  },
  sites: {
    label: '监测的网站',
    name: '网站',
    today: '今天',
    notOpen: '打不开',
    week: '一周结论'
  },
  kind: { fails: '达到否决', passes: '未达到', incomplete: '不满一周' },
  verdict: {
    fails:
      '{{from}} 至 {{to}}：有效访问 {{counted}} 次，{{notOpen}} 次在 {{seconds}} 秒内打不开，占 {{percent}}%，达到 {{line}}%。请人工换一个网络核实后再作结论。',
    passes:
      '{{from}} 至 {{to}}：有效访问 {{counted}} 次，{{notOpen}} 次在 {{seconds}} 秒内打不开，占 {{percent}}%，未达到 {{line}}%。',
    incomplete: '连续完整的监测日有 {{n}} 天，要满 {{days}} 天（每天有效访问不少于 {{perDay}} 次）才能得出结论。',
    unset: '其中打不开的访问没有对照，不能排除本单位网络中断。'
  },
  strip: {
    label: '按天、按小时的访问',
    day: '日期',
    hour: '{{n}} 时',
    counted: '有效',
    notOpen: '打不开',
    complete: '完整',
    short: '不足 {{n}} 次',
    going: '未结束',
    none: '还没有访问过',
    gaps: '空缺的时段',
    gap: '{{from}}—{{to}}',
    asStrip: '图',
    asTable: '表',
    view: '显示方式'
  },
  table: { at: '时间', result: '计为', milliseconds: '用时（秒）', status: '状态码', reason: '原因', control: '对照地址' },
  countsAs: {
    open: '打开',
    slow: '超时打开',
    failed: '打不开',
    'own-network': '本机网络不通，不计',
    'needs-eyes': '拒绝程序访问，不计',
    'too-soon': '间隔太短，不计',
    clock: '时间在将来，不计'
  },
  notCounted: '不计入',
  noVisit: '没有访问',
  reasons: {
    'name-not-resolved': '域名不存在',
    'resolver-failed': '域名解析没有应答',
    refused: '拒绝连接',
    unreachable: '连不上',
    'connect-timeout': '连接超时',
    'answer-timeout': '没有应答',
    'body-timeout': '内容没有传完',
    reset: '连接中断',
    tls: '加密连接失败',
    'redirect-loop': '循环跳转',
    'too-many-redirects': '跳转过多',
    'bad-redirect': '跳转地址不对',
    'bad-answer': '应答不是网页',
    'bad-url': '网址不正确',
    blocked: '地址不允许访问',
    other: '没有打开'
  },
  control: { reached: '通', lost: '不通', unset: '未设置' },
  controlHosts: {
    title: '可用性监测的对照地址',
    help: '网站打不开时访问这些网址：都不通，就算本单位的网络中断，那一次不计。请填几个可靠的公开网站，每行一个',
    label: '对照地址',
    placeholder: 'https://www.gov.cn/',
    save: '保存',
    saved: '对照地址已保存'
  }
}
