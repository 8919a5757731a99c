export const columns = {
  title: '栏目'
}
