export const capture = {
  region: {
    title: '框选取证',
    button: '框选',
    buttonHelp: '在页面上框选一块，或点一下取整个元素（Shift+F8）',
    picture: '页面当前可见部分的静止画面',
    help: '拖动框选，单击取整个元素；方向键移动，Shift+方向键改大小，回车取证，Esc 取消',
    size: '{{width}} × {{height}}',
    take: '取证',
    cancel: '取消'
  },
  file: {
    add: '加照片或文件',
    help: '手机照片、截图或 PDF，可拖到这里',
    adding: '正在加入“{{name}}”…',
    tooLarge: '文件“{{name}}”超过 50 MB，没有加入；请压缩后重新加入。',
    takenAtName: '照片自记的拍摄时间',
    addedAt: '加入时间'
  },
  accept: {
    button: '仍作证据',
    help: '图像存疑，确认后可以作为证据，并记下确认人',
    accepted: '{{by}} 已确认可用：{{faults}}'
  }
}
