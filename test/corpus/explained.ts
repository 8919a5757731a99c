/** Why a value differs from its truth, by page and field: every miss in the table has its line here. */
export const explained: Readonly<Record<string, string>> = {
  '028 title':
    '`<title>` was overwritten by whoever copied the page (公司网站); the page itself names its site only in a picture. Given as unknown, not as 公司网站.',
  '062 title':
    '`<title>` was overwritten by whoever copied the page (another site’s name, which the page nowhere says); the site’s name stands only in a picture. Given as unknown.',
  '064 title': '`<title>` and 主办 were both overwritten with the same foreign name, so that the page itself bears it out.'
}
