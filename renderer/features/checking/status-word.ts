const words: Readonly<Record<number, 'unauthorised' | 'forbidden' | 'missing' | 'gone' | 'guarded' | 'tooMany'>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'missing',
  410: 'gone',
  412: 'guarded',
  429: 'tooMany'
}
const unavailable = new Set([502, 503, 504, 521, 522, 523, 524])

export type StatusWord = (typeof words)[number] | 'ok' | 'redirect' | 'clientFault' | 'serverFault' | 'unavailable'

/** What an answer of the site means, in the words that the strings have for it. */
export function statusWord(status: number): StatusWord {
  const known = words[status]
  if (known !== undefined) return known
  if (status < 300 || status === 304) return 'ok'
  if (status < 400) return 'redirect'
  if (status < 500) return 'clientFault'
  return unavailable.has(status) ? 'unavailable' : 'serverFault'
}

/** 401, 403, 412 and 429 need eyes: a machine may be turned away where a person is let in. They are never a dead page. */
export function statusTone(word: StatusWord): 'pass' | 'problems' | 'fail' {
  if (word === 'ok') return 'pass'
  return ['unauthorised', 'forbidden', 'guarded', 'tooMany', 'redirect'].includes(word) ? 'problems' : 'fail'
}
