import { useTranslation } from 'react-i18next'

/** Kinds of failure of the HTTP client that have words. */
const kinds = [
  'name-not-resolved',
  'resolver-failed',
  'refused',
  'unreachable',
  'connect-timeout',
  'answer-timeout',
  'body-timeout',
  'reset',
  'tls',
  'redirect-loop',
  'too-many-redirects',
  'bad-redirect',
  'bad-answer',
  'bad-url',
  'blocked'
] as const

const han = /\p{Script=Han}/u

/** Why a page did not come, in words: its record begins with a kind (`connect-timeout 10000 ms`) or says it itself. */
export function useVisitFailure(): (error: string) => string {
  const { t } = useTranslation()
  return (error) => {
    if (han.test(error)) return error
    const kind = error.split(' ', 1)[0]
    const known = kinds.find((each) => each === kind)
    return t(($) => $.watch.reasons[known ?? 'other'])
  }
}
