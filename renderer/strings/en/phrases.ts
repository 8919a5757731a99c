export const phrases = {
  title: 'Phrases'
}
