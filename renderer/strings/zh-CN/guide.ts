export const guide = {
  label: '上手引导',
  progress: '第 {{at}} 步，共 {{of}} 步',
  stepDone: '{{step}}：已做',
  stepOpen: '{{step}}：还没做',
  step: {
    target: '选一个对象',
    page: '看页面',
    verdict: '给出判定',
    capture: '取证',
    finding: '登记问题',
    score: '看得分',
    complete: '完成对象',
    notice: '看通报'
  },
  text: {
    target: '在左边的列表里点一个网站，例如第一个；也可以按 F6 到列表，用 ↑ ↓ 选。',
    page: '右边是网站本身，等它打开。可以点、可以滚动，和浏览器里一样；要离开页面按 F6。',
    verdict: '按 J、K 换指标，看过没有问题就按 1。光标在输入框里时先按 Esc 或 F6。',
    capture: '按 F8，把整个页面存成证据。存好并核对过才算数。',
    finding: '到有问题的一项按 2，填好数量、位置和问题描述，按 Ctrl+Enter 保存。练习时可以随便写。',
    score: '点检查清单最下面的“为什么”，看分数是怎么算出来的。',
    complete: '按 N 完成这个对象，自动打开下一个。没有判的指标按没有问题算。',
    notice: '打开“通报”看成稿。这个批次还没有检完，会用红字写明不能导出，这是正常的。'
  },
  done: '八步都做完了。示例批次可以接着练；正式工作从导入名录开始。',
  toChecking: '回到检查',
  toNotices: '打开通报',
  toRegistry: '去导入名录',
  skip: '跳过引导',
  skipKeys: '跳过引导（光标在引导里时按 Esc）',
  close: '关闭引导',
  skipped: '引导已收起，在“帮助”的“三分钟上手”里可以重新开始'
}
