/** Ways to write an address: all of them work in a browser, or were never meant to be asked for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { article, sendPage, type Trap, type TrapSite } from './trap-page.ts'

/** Found only where the request's path and query are exactly what a browser sends. */
function exact(id: string, html: string | ((site: TrapSite) => string), sent: string): Trap {
  return { id, expected: 'ok', html: typeof html === 'string' ? () => html : html, answer: onlyFor(sent) }
}

function onlyFor(sent: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === sent) sendPage(response, '通知', article)
    else sendPage(response, '未找到', `未找到网页`, 404)
  }
}

const found = (id: string, html: (site: TrapSite) => string): Trap => ({ id, expected: 'ok', html })

/** Not an address of the web; were it asked for, the answer would be an error. */
const none = (id: string, html: string): Trap => ({
  id,
  expected: 'none',
  html: () => html,
  answer: (_request, response) => sendPage(response, '未找到', '未找到网页', 404)
})

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** A page of its own whose one link is the trap; `sent` is what a browser asks for. */
function onPage(id: string, type: string, html: string, sent: string, bytes = utf8): Trap {
  return { id, expected: 'ok', page: { path: `/p-${id}.html`, type, bytes: () => bytes(html) }, answer: onlyFor(sent) }
}

// 政府 in GBK: D5 FE B8 AE; 㐀 (U+3400) takes four bytes in GB18030: 81 39 EE 39.
const zhengfu = '\u00D5\u00FE\u00B8\u00AE'

export const addressTraps: readonly Trap[] = [
  exact('chinese', '<a href="/k-chinese-k/政策文件.html">中文路径</a>', '/k-chinese-k/%E6%94%BF%E7%AD%96%E6%96%87%E4%BB%B6.html'),
  exact('lower-hex', '<a href="/k-lower-hex-k/%e6%94%bf.html">小写</a>', '/k-lower-hex-k/%e6%94%bf.html'),
  exact(
    'space',
    '<a href="/k-space-k/附件 1（盖章）.doc">空格</a>',
    '/k-space-k/%E9%99%84%E4%BB%B6%201%EF%BC%88%E7%9B%96%E7%AB%A0%EF%BC%89.doc'
  ),
  exact('escaped-space', '<a href="/k-escaped-space-k/a%20b+c.html">空格</a>', '/k-escaped-space-k/a%20b+c.html'),
  exact('chinese-query', '<a href="/k-chinese-query-k?q=政府">查询</a>', '/k-chinese-query-k?q=%E6%94%BF%E5%BA%9C'),
  exact('odd-query', '<a href="/k-odd-query-k?a[]=1|2&b={c}">查询</a>', '/k-odd-query-k?a[]=1|2&b={c}'),
  exact('same-name-twice', '<a href="/k-same-name-twice-k?id=1&amp;id=2">查询</a>', '/k-same-name-twice-k?id=1&id=2'),
  exact('entity', '<a href="/k-entity-k?a=1&amp;b=2">实体</a>', '/k-entity-k?a=1&b=2'),
  exact('number-entity', '<a href="&#47;k-number-entity-k&#x2F;a">实体</a>', '/k-number-entity-k/a'),
  exact('session', '<a href="/k-session-k/a.jsp;jsessionid=1F">会话</a>', '/k-session-k/a.jsp;jsessionid=1F'),
  exact('double-slash', '<a href="/k-double-slash-k//a///b">双斜线</a>', '/k-double-slash-k//a///b'),
  exact('dots', '<a href="/x/y/../../k-dots-k/./a">点</a>', '/k-dots-k/a'),
  exact('escaped-dots', '<a href="/x/%2e%2e/k-escaped-dots-k">点</a>', '/k-escaped-dots-k'),
  exact('backslash', '<a href="\\k-backslash-k\\a">反斜线</a>', '/k-backslash-k/a'),
  exact('line-break', '<a href="\n  /k-line-\nbreak-k/a\t ">换行</a>', '/k-line-break-k/a'),
  exact('fragment', '<a href="/k-fragment-k#没有这个锚点">锚点</a>', '/k-fragment-k'),
  exact('empty-query', '<a href="/k-empty-query-k?">空查询</a>', '/k-empty-query-k?'),
  exact('unquoted', '<a href=/k-unquoted-k/a>无引号</a>', '/k-unquoted-k/a'),
  exact('single-quoted', '<a href=\'/k-single-quoted-k/"a"\'>单引号</a>', '/k-single-quoted-k/%22a%22'),
  exact('upper-case', '<A HREF="/k-upper-case-k/A">大写</A>', '/k-upper-case-k/A'),
  exact('broken-html', '<a class="x" href="/k-broken-html-k/a" <b>坏标签</a>', '/k-broken-html-k/a'),
  found('scheme-relative', ({ origin }) => `<a href="${origin.slice('http:'.length)}/k-scheme-relative-k">省略协议</a>`),
  found('upper-scheme', ({ port }) => `<a href="HTTP://127.0.0.1:${port}/k-upper-scheme-k">大写协议</a>`),
  found('upper-host', ({ port }) => `<a href="http://LocalHost:${port}/k-upper-host-k">大小写</a>`),
  { ...found('dot-host', ({ port }) => `<a href="http://localhost.:${port}/k-dot-host-k">点</a>`), isOurs: true },
  found('short-ip', ({ port }) => `<a href="http://127.1:${port}/k-short-ip-k">短地址</a>`),
  found('number-ip', ({ port }) => `<a href="http://2130706433:${port}/k-number-ip-k">数字地址</a>`),
  found('user-in-address', ({ port }) => `<a href="http://guest@127.0.0.1:${port}/k-user-in-address-k">用户名</a>`),
  { ...found('idn', ({ port }) => `<a href="http://某市政府.localhost:${port}/k-idn-k">中文域名</a>`), isOurs: true },
  {
    ...found('wide-letters', ({ port }) => `<a href="http://ｌｏｃａｌｈｏｓｔ:${port}/k-wide-letters-k">全角</a>`),
    isOurs: true
  },
  found('other-host', ({ other }) => `<a href="${other}/k-other-host-k">别的网站</a>`),
  found('area', () => '<map name="m"><area href="/k-area-k"></map>'),
  found('image', () => '<img src="/k-image-k.png" alt="">'),
  found('frame', () => '<iframe src="/k-frame-k"></iframe>'),
  onPage(
    'gb-query',
    'text/html; charset=gb2312',
    `<title>a</title><a href="/k-gb-query-k?q=${zhengfu}&b=1">a</a>`,
    '/k-gb-query-k?q=%D5%FE%B8%AE&b=1',
    latin
  ),
  onPage(
    'gb-declared',
    'text/html',
    `<meta charset="gbk"><title>a</title><a href="/k-gb-declared-k?q=${zhengfu}">a</a>`,
    '/k-gb-declared-k?q=%D5%FE%B8%AE',
    latin
  ),
  onPage(
    'gb-path',
    'text/html; charset=GBK',
    `<title>a</title><a href="/k-gb-path-k/${zhengfu}">a</a>`,
    '/k-gb-path-k/%E6%94%BF%E5%BA%9C',
    latin
  ),
  onPage(
    'gb-four-bytes',
    'text/html; charset=gb18030',
    '<title>a</title><a href="/k-gb-four-bytes-k?q=&#x3400;">a</a>',
    '/k-gb-four-bytes-k?q=%819%EE9',
    latin
  ),
  onPage(
    'gb-lacks',
    'text/html; charset=gbk',
    '<title>a</title><a href="/k-gb-lacks-k?q=&#x1F600;">a</a>',
    '/k-gb-lacks-k?q=%26%23128512%3B',
    latin
  ),
  onPage(
    'base',
    'text/html; charset=utf-8',
    '<a href="a">早</a><base href="/k-base-k/deep/"><title>a</title>',
    '/k-base-k/deep/a'
  ),
  onPage('refresh', 'text/html', '<meta http-equiv="Refresh" content="0; URL=\'/k-refresh-k/to\'">', '/k-refresh-k/to'),
  onPage('refresh-bare', 'text/html', '<meta http-equiv=refresh content=0;/k-refresh-bare-k/to>', '/k-refresh-bare-k/to'),
  onPage('script-goes', 'text/html', '<script>window.location.href="/k-script-goes-k/to";</script>', '/k-script-goes-k/to'),
  onPage('frameset', 'text/html', '<frameset><frame src="/k-frameset-k/in"></frameset>', '/k-frameset-k/in'),
  onPage('utf-16', 'text/html', '\uFEFF<a href="/k-utf-16-k/政">a</a>', '/k-utf-16-k/%E6%94%BF', (text) =>
    Buffer.from(text, 'utf16le')
  ),
  none('javascript', '<a href="javascript:void(\'k-javascript-k\')">脚本</a>'),
  none('javascript-case', '<a href=" JavaScript:open(\'/k-javascript-case-k\')">脚本</a>'),
  none('mail', '<a href="mailto:k-mail-k@example.gov.cn">邮箱</a>'),
  none('phone', '<a href="tel:k-phone-k">电话</a>'),
  none('data', '<a href="data:text/html,k-data-k">数据</a>'),
  none('about', '<a href="about:blank?k-about-k">空白</a>'),
  none('wechat', '<a href="weixin://dl/k-wechat-k">微信</a>'),
  none('hash-only', '<a href="#k-hash-only-k">顶部</a>'),
  none('comment', '<!-- <a href="/k-comment-k">注释</a> -->'),
  none('in-script', '<script>var t = \'<a href="/k-in-script-k">x</a>\'</script>'),
  none('in-template', '<template><a href="/k-in-template-k">模板</a></template>')
]
