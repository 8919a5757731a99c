export const profiles = {
  title: 'Notice profiles'
}
