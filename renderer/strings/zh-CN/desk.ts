export const desk = {
  comma: '，',
  act: {
    verdict: '{{indicator}} 判为{{verdict}}',
    'finding-recorded': '登记“{{indicator}}”的问题',
    'finding-edited': '修改“{{indicator}}”的问题',
    'finding-withdrawn': '撤回“{{indicator}}”的问题',
    completed: '完成检查',
    reopened: '重新打开',
    'completed-many': '完成 {{amount}} 个对象'
  },
  undone: '已撤销：{{act}}',
  undoneThere: '已撤销并转到“{{name}}”：{{act}}',
  redone: '已重做：{{act}}',
  redoneThere: '已重做并转到“{{name}}”：{{act}}',
  backTo: '恢复为{{verdict}}',
  privacy: {
    blank: '（已隐藏）',
    on: '已隐藏其他对象的名称，再按 Ctrl+Shift+H 恢复',
    off: '已恢复显示对象名称',
    action: '隐藏或显示其他对象的名称'
  },
  line: {
    title: '流水线',
    choose: '流水线检查的指标',
    leave: '退出',
    leaveKeys: '回到逐个对象检查（Ctrl+L）',
    progress: '已判 {{answered}}/{{asked}}',
    progressLabel: '本指标的进度',
    pending: '待定 {{amount}}',
    skipped: '跳过 {{amount}}',
    skippedHelp: '本指标不适用的对象，不计入进度',
    skip: '不检查',
    notAsked: '本指标不适用于该对象，按 N 到下一个',
    next: '下一个未判的对象',
    nextHelp: '跳到下一个本指标未判的对象（N）',
    complete: '完成 {{amount}} 个已答完的对象',
    completeHelp: '这些对象的全部指标都已判定；完成后可撤销（Shift+N）',
    completed: '已完成 {{amount}} 个对象',
    given: '{{name}}：{{indicator}} {{verdict}}',
    givenLast: '{{name}}：{{indicator}} {{verdict}}。本指标已全部判完',
    nothingLeft: '本指标已全部判完，可换一项指标'
  },
  keyGroup: { verdict: '判定', walk: '走动', page: '页面与取证', back: '撤销与保存', panes: '分栏', editor: '登记问题时' },
  palette: {
    open: '打开命令面板',
    title: '搜索与命令',
    hint: '对象名称、拼音、标识码，或要做的事',
    chooseIndicator: '选择指标',
    indicatorHint: '指标名称、拼音或编号',
    targets: '对象',
    indicators: '指标',
    screens: '界面',
    everywhere: '通用',
    nothing: '没有找到',
    found: '{{found}} 项',
    foot: '↑↓ 选择 · Enter 执行 · Esc 关闭',
    dark: '改为深色主题',
    light: '改为浅色主题',
    button: '搜索 / 命令'
  },
  draft: {
    restored: '上次没写完的内容已恢复，共 {{amount}} 处',
    savedAt: '已保存：每一步都已写入工作区，未写完的内容保存于 {{time}}',
    failed: '正在写的内容还没有存下：{{reason}}',
    mark: '有草稿'
  }
}
