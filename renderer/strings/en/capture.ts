import type { capture as zhCN } from '../zh-CN/capture.ts'

export const capture: typeof zhCN = {
  region: {
    title: 'Capture a region',
    button: 'Region',
    buttonHelp: 'Draw a box on the page, or click to take a whole element (Shift+F8)',
    picture: 'A still picture of what is visible of the page',
    help: 'Drag to draw, click for a whole element; arrows move, Shift+arrows resize, Enter captures, Esc cancels',
    size: '{{width}} × {{height}}',
    take: 'Capture',
    cancel: 'Cancel'
  },
  file: {
    add: 'Add photo or file',
    help: 'Phone photos, screenshots or PDF; drop them here',
    adding: 'Adding “{{name}}”…',
    tooLarge: '“{{name}}” is larger than 50 MB and was not added; compress it and add it again.',
    takenAtName: 'Taken, as the photo says',
    addedAt: 'Added at'
  },
  accept: {
    button: 'Use anyway',
    help: 'The picture is doubtful; once confirmed it counts as evidence, with the name of who confirmed',
    accepted: 'Confirmed by {{by}}: {{faults}}'
  }
}
