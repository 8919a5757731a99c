/** Pages whose picture must not pass for evidence, and honest pages that look like them. */
import { colourPng, redirectTo, send, sendHtml } from './fixture-pages.ts'
import type { Page } from './fixture-pages.ts'
import type { CaptureFault } from '../../electron/domain/inspection.ts'

export interface JudgedPage {
  name: string
  page: Page
  faults: readonly CaptureFault[]
  /** Where it is opened, when not on the registered host. */
  url?: string
}

const p = (text: string, times = 1): string => Array.from({ length: times }, () => `<p>${text}</p>`).join('')
const menu = `<nav>${['首页', '政务公开', '办事服务', '互动交流', '县情概况', '数据开放', '专题专栏', '政策解读', '领导信箱', '网上调查', '无障碍', '登录', '注册', '站点地图'].map((each, at) => `<a href="/menu/${at}">${each}</a> `).join('')}</nav>`
const footer = `<footer>主办单位：县人民政府办公室 网站标识码：3400000001 皖ICP备05000000号</footer>`
const never: Page = () => undefined
/** Grows by itself for as long as it is looked at. */
const growing =
  '<script>setInterval(()=>document.body.append(Object.assign(document.createElement("p"),{textContent:"新"})),15)</script>'
const status = (code: number, body: string): Page =>
  send(code, 'text/html; charset=utf-8', `<!doctype html><meta charset="utf-8">${body}`)

/** Parts that pages load: a picture that never comes, one that is not there, one that is. */
export const parts: Readonly<Record<string, Page>> = {
  '/never.png': never,
  '/there.png': send(200, 'image/png', colourPng(40, 40, [20, 120, 60])),
  '/captcha/frame': sendHtml('<body style="background:#eef"><div>拼图</div>'),
  '/cas/login': sendHtml(
    `<title>统一身份认证</title>${menu}<form><h2>统一身份认证平台</h2>用户名<input><br>密码<input type=password><button>登录</button></form>${p('忘记密码请联系信息中心。', 3)}`
  ),
  '/wrong/place': sendHtml('<title>别处</title><p>别的内容</p>')
}

export const badPages: readonly JudgedPage[] = [
  { name: '空白页', page: sendHtml('<title>空白</title>'), faults: ['blank'] },
  { name: '单色页', page: sendHtml('<style>body{background:#787878}</style>'), faults: ['single-colour'] },
  {
    name: '超过六万像素的页面',
    page: sendHtml('<style>body{margin:0}div{height:70000px;background:linear-gradient(red,blue)}</style><div></div>'),
    faults: ['cut']
  },
  {
    name: '只有页面内的框能滚动',
    page: sendHtml(
      `<style>html,body{margin:0;height:100%;overflow:hidden}main{height:100%;overflow:auto}</style><main>${p('公开信息一条', 200)}</main>`
    ),
    faults: ['cut']
  },
  {
    name: '图片一直没有传完',
    page: sendHtml(`<p>首页</p><img src="/never.png" width=300 height=200>${p('内容', 5)}`),
    faults: ['unloaded-images']
  },
  {
    name: '懒加载脚本没有运行',
    page: sendHtml(
      `${menu}${Array.from({ length: 4 }, () => '<img data-src="/there.png" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" width=200 height=150>').join('')}`
    ),
    faults: ['unloaded-images']
  },
  {
    name: '图片几乎全部打不开',
    page: sendHtml(
      `${menu}${Array.from({ length: 6 }, (_, at) => `<img src="/missing/${at}.png" width=200 height=150>`).join('')}`
    ),
    faults: ['unloaded-images']
  },
  {
    name: '登录页',
    page: sendHtml(
      '<title>用户登录</title><form><h1>后台管理系统</h1>账号<input name=u><br>密码<input type=password><button>登录</button></form>'
    ),
    faults: ['login-wall']
  },
  { name: '转到统一身份认证', page: redirectTo('/cas/login?service=x'), faults: ['login-wall'] },
  {
    name: '请先登录后查看',
    page: sendHtml('<title>提示</title><div>该内容仅限注册用户，请先登录后查看。</div><button>去登录</button>'),
    faults: ['login-wall']
  },
  {
    name: '扫码登录',
    page: sendHtml(
      '<title>登录</title><h2>微信扫码登录</h2><img src="/there.png" width=160 height=160><p>请使用微信扫描二维码登录</p>'
    ),
    faults: ['login-wall']
  },
  {
    name: '登录框盖住文章',
    page: sendHtml(
      `${menu}<article>${p('本县今年的农业生产情况如下，各乡镇按照要求推进春耕备耕。', 60)}</article><div style="position:fixed;inset:0;background:#fff"><div style="margin:200px auto;width:300px">登录后即可查看全文<button>手机号登录</button></div></div>`
    ),
    faults: ['login-wall']
  },
  {
    name: '微博访客系统',
    page: sendHtml('<title>Sina Visitor System</title><div id=message></div><img src="/there.png" width=60 height=60>'),
    faults: ['login-wall']
  },
  {
    name: '微信环境异常',
    page: sendHtml(
      '<title></title><div style="text-align:center;padding:80px"><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a class="weui-btn" href="javascript:void(0)">去验证</a></div>'
    ),
    faults: ['environment-wall']
  },
  {
    name: '滑块验证',
    page: sendHtml('<title>访问验证</title><p>请完成安全验证</p><div>请按住滑块，拖动到最右边</div><button>&gt;&gt;</button>'),
    faults: ['captcha-wall']
  },
  {
    name: '图形验证码',
    page: sendHtml(
      '<title>验证</title><p>请输入图片中的验证码后继续访问</p><img src="/there.png" width=90 height=40><input><button>提交</button>'
    ),
    faults: ['captcha-wall']
  },
  {
    name: '英文人机验证',
    page: sendHtml(
      '<title>Just a moment...</title><h1>www.example.gov.cn</h1><p>Verify you are human by completing the action below.</p><input type=checkbox>'
    ),
    faults: ['captcha-wall']
  },
  {
    name: '框里的拼图验证',
    page: sendHtml('<title>请稍候</title><iframe src="/captcha/frame" width=400 height=300></iframe>'),
    faults: ['captcha-wall']
  },
  {
    name: '访问过于频繁',
    page: sendHtml('<title>提示</title><p>您的访问过于频繁，请稍后再试。</p><button>重试</button>'),
    faults: ['captcha-wall']
  },
  { name: '403 拒绝', page: status(403, '<title>403</title><h1>403 Forbidden</h1><hr>nginx'), faults: ['blocked'] },
  { name: '412 脚本质询', page: status(412, '<title></title><script>0</script>'), faults: ['blank', 'blocked'] },
  { name: '429 太多请求', page: status(429, '<title>429</title><h1>Too Many Requests</h1>'), faults: ['blocked'] },
  {
    name: '防火墙拦截页（状态码 200）',
    page: sendHtml(
      '<title>拦截提示</title><h1>您的请求可能存在威胁，已被拦截</h1><p>事件编号 0a1b2c3d4e</p><p>如有疑问请联系网站管理员。</p>'
    ),
    faults: ['blocked']
  },
  {
    name: '英文拒绝页（状态码 200）',
    page: sendHtml("<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this server.</p>"),
    faults: ['blocked']
  },
  // Taller than the window from the start: what grows inside it leaves the document's size as it is.
  { name: '取证时页面在变', page: sendHtml(`${p('开始', 60)}${growing}`), faults: ['page-changed'] },
  {
    name: '内容还没有出来',
    page: sendHtml('<title>县政府</title><div id=app><p>页面加载中，请稍候…</p></div>'),
    faults: ['still-loading']
  },
  {
    name: '转到别的网站',
    page: (request, response) =>
      redirectTo(`http://localhost:${request.headers.host?.split(':')[1] ?? ''}/wrong/place`)(request, response),
    faults: ['wrong-host']
  },
  { name: '服务器拒绝连接', page: never, url: 'http://127.0.0.1:9/', faults: ['wrong-host', 'load-failed'] }
]

const article = (title: string, text: string, times: number): Page =>
  sendHtml(`<title>${title}</title>${menu}<h1>${title}</h1>${p(text, times)}${footer}`)

export const goodPages: readonly JudgedPage[] = (
  [
    ['白底浅字的页面', sendHtml('<style>body{background:#fff;color:#fcfcfc}</style><h1>极简</h1><p>浅色文字</p>')],
    ['白底只有一行字', sendHtml('<title>公告</title><p>网站于十月一日改版，敬请留意。</p>')],
    ['菜单里有登录', article('县人民政府', '今日要闻：我县召开全县政务公开工作会议。', 3)],
    [
      '首页边上有登录框',
      sendHtml(
        `<title>县人民政府</title>${menu}<aside>用户登录<input><input type=password><button>登录</button></aside>${p('我县召开全县政务公开工作会议，部署下一阶段任务，要求各单位按时更新栏目。', 40)}${footer}`
      )
    ],
    [
      '两千行一样的列表',
      sendHtml(`<style>li{height:24px}</style>${menu}<ul>${'<li>关于公布行政许可事项的通知 2023-09-20</li>'.repeat(2_000)}</ul>`)
    ],
    [
      '讲环境异常的新闻',
      article(
        '生态环境监测出现环境异常情况的通报',
        '近日我县监测站发现环境异常，技术人员完成验证后继续观测，结果将及时公布。',
        20
      )
    ],
    ['短新闻讲环境异常', article('环境异常情况处置完毕', '我县对河段环境异常情况完成验证，后续监测继续进行。', 1)],
    [
      '讲滑动验证骗局的文章',
      article('警惕“滑动验证”骗局', '骗子会要求您拖动滑块完成安全验证，再输入验证码。请不要把验证码告诉任何人。', 12)
    ],
    ['讲防火墙的文章', article('加强网站防火墙建设', '今年以来，全县网站防火墙累计拦截攻击请求三千余次，恶意访问已被阻断。', 12)],
    ['404 页面', status(404, '<title>404</title><h1>您访问的页面不存在</h1><a href="/">返回首页</a>')],
    ['500 页面', status(500, '<title>500</title><h1>HTTP 500 内部服务器错误</h1>')],
    [
      '一张图片打不开',
      sendHtml(
        `${menu}${p('正文', 5)}<img src="/missing/1.png" width=200 height=150><img src="/there.png" width=200 height=150><img src="/there.png" width=200 height=150>`
      )
    ],
    [
      '停不下来的动画',
      sendHtml(
        `<style>@keyframes m{to{margin-left:500px}}i{display:block;width:50px;height:50px;background:red;animation:m 1s infinite}</style>${menu}<i></i>${p('滚动条幅', 300)}`
      )
    ],
    [
      '弹出的通知',
      sendHtml(
        `${menu}${p('正文内容', 60)}<div style="position:fixed;left:300px;top:200px;width:600px;height:300px;background:#ffe">关于开展网上调查的公告：欢迎参加。<button>关闭</button></div>`
      )
    ],
    ['空栏目', sendHtml(`<title>调查征集</title>${menu}<h2>调查征集</h2><p>暂无内容</p>${footer}`)]
  ] as const
).map(([name, page]) => ({ name, page, faults: [] }))
