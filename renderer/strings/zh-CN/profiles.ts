export const profiles = {
  title: '通报模板'
}
