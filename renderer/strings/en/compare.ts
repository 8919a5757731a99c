import type { compare as chinese } from '../zh-CN/compare.ts'

export const compare: typeof chinese = {
  open: 'Compare',
  title: 'The page then and now',
  before: 'Then',
  after: 'Now',
  capture: '{{time}} · {{period}} · {{title}}',
  tooFew: 'Two captures are needed to compare',
  tooFewHelp: 'Open the page, capture it with F8, then come back',
  working: 'Comparing…',
  failed: 'Not compared',
  view: 'How the pictures are shown',
  views: { beside: 'Side by side', over: 'Overlaid' },
  slider: 'How much of the earlier one shows at the left',
  pictures: '{{n}} places differ in the pictures',
  noPictures: 'The pictures do not differ',
  picturesCut: 'Many places differ; the first {{n}} are marked',
  texts: '{{n}} texts differ',
  noTexts: 'The texts do not differ',
  rough: 'The texts differ much or are long; compared roughly',
  note: 'Text that the page does not show but its archive holds is listed too. No evidence is changed',
  kind: { changed: 'Changed', added: 'Added', removed: 'Removed' },
  list: 'Texts that differ',
  picture: 'Picture: {{side}}'
}
