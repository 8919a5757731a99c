export const columns = {
  title: 'Columns'
}
