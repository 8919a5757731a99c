export const rules = {
  title: 'Rules',
  help: 'National editions and local plans: view, compare, change'
}
