export const phrases = {
  title: '常用表述'
}
