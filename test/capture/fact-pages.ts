/** Pages of made-up places as government sites write them, each with what makes naive readers stumble. */
export const foot = `<div class="footer"><p>主办单位：青禾市人民政府办公室　承办单位：青禾市数据资源管理局</p>
<p>地址：青禾市人民路1号　邮编：230000　联系电话：0551-62600000</p>
<p>网站标识码：3499000001　<a href="https://beian.miit.gov.cn/">皖ICP备12345678号-1</a>　<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=34990002000001"><img src="/ga.png">皖公网安备 34990002000001号</a></p>
<a href="https://bszs.conac.cn/sitename?method=show&id=0000"><img src="/images/red.png"></a>
<script id="_jiucuo_" sitecode="3499000001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>
<!-- <a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3498000009">我为政府网站找错</a> 网站标识码：3498000009 --></div>`

export const nav = `<div class="header"><div class="logo"><a href="/"><img src="/logo.png" alt="青禾市人民政府"></a></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a><ul><li><a href="/zwgk/tzgg/">通知公告</a></li></ul></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/zwfw/">政务服务</a></li></ul></div>`

export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`

export const crumb = (...steps: string[]): string =>
  `<div class="position">当前位置：<a href="/">首页</a>${steps.map((step, at) => ` &gt; <a href="/c${at}/">${step}</a>`).join('')}</div>`

const item = (title: string, date: string, at: number): string =>
  `<li><a href="./t${at}.html" title="${title}">${title}</a><span>${date}</span></li>`
export const list = (...rows: [string, string][]): string =>
  `<ul class="news">${rows.map(([title, date], at) => item(title, date, at)).join('\n')}</ul>`

export const words = (amount: number): string =>
  '为进一步规范办事流程，方便企业和群众，现将有关事项通知如下，请各单位认真执行。'.repeat(amount)

/** Notices with an old one pinned on top, a side list, a hot list, a list in a comment, serials that look like dates. */
export const column = page(
  '通知公告_青禾市人民政府',
  `${nav}${crumb('政务公开', '通知公告')}
<div class="left"><h3>热点专题</h3>${list(['春季防汛专题正在进行中', '2024-03-09'], ['森林防火专题正在进行中', '2024-03-08'], ['安全生产专题正在进行中', '2024-03-08'], ['乡村振兴专题正在进行中', '2024-03-08'])}</div>
<!-- ${list(['旧栏目里的一条公告内容', '2024-03-10'])} -->
<div class="main">${list(
    ['【置顶】关于公开征集意见的公告', '2023-11-02'],
    ['关于2024年1月1日起执行新标准的通知', '2024-03-01'],
    ['青政办〔2024〕5号文件印发的通知', '2024-02-28'],
    ['关于调整0551-62601234热线的通知', '2024-02-20'],
    ['第2024-01-02号公告的说明和解释', '2024-02-11']
  )}<div class="page">共 61 条 1/3 <a href="i_2.html">2</a> <a href="i_3.html">下一页</a></div></div>${foot}`,
  '<meta name="SiteName" content="青禾市人民政府"><meta name="SiteIDCode" content="3499000001"><meta name="ColumnName" content="通知公告"><meta name="ColumnType" content="">'
)

/** MM-DD over the new year; observed on 2024-01-08. */
export const overNewYear = page(
  '工作动态_青禾市人民政府',
  `${nav}${crumb('新闻中心', '工作动态')}${list(['市领导调研节后复工情况', '[01/05]'], ['全市元旦期间安全平稳有序', '[01/02]'], ['年终总结大会在青禾召开', '[12/30]'], ['冬季清洁取暖工作推进会', '[12/20]'])}${foot}`
)

export const splitDates = page(
  '部门动态_青禾市人民政府',
  `${nav}${crumb('新闻中心', '部门动态')}<ul>${[
    ['24', '2023-02', '教育局召开新学期工作会议'],
    ['03', '2023-02', '水利局检查水库安全运行情况'],
    ['31', '2023-02', '这一条的日期是写错的日期']
  ]
    .map(
      ([day, month, title], at) =>
        `<li><div class="date"><b>${day}</b><span>${month}</span></div><a href="s${at}.html">${title}</a></li>`
    )
    .join('')}</ul>${foot}`
)

export const chineseNumerals = page(
  '市政府关于印发规定的通知_青禾市人民政府',
  `${nav}${crumb('政务公开', '政策文件')}<h1>市政府关于印发规定的通知</h1><div class="info">发布日期：二○二三年十二月三十一日　来源：市政府办公室　浏览次数：120</div><div id="zoom">${words(12)}<p>附件：<a href="/files/规定.docx">规定全文.docx</a></p><p style="text-align:right">青禾市人民政府</p><p style="text-align:right">二〇二三年十二月二十日</p></div>${foot}`,
  '<meta name="ArticleTitle" content="市政府关于印发规定的通知"><meta name="PubDate" content="2024-01-15 10:00">'
)

/** The page prints the visitor's own day as the day of publishing. */
export const visitorClock = page(
  '市情概况_青禾市人民政府',
  `${nav}${crumb('走进青禾', '市情概况')}<h1>市情概况</h1><div class="info">发布日期：<span id="d"></span><script>var n=new Date();document.getElementById('d').innerHTML=n.getFullYear()+'-'+(n.getMonth()+1)+'-'+n.getDate()</script> 来源：本站</div><div id="zoom">${words(8)}</div>${foot}`
)

export const headClock = page(
  '统计数据_青禾市人民政府',
  `<div class="top">今天是：2017年11月21日 星期二</div>${nav}${crumb('政务公开', '统计数据')}${list(['2023年11月财政收支情况公布', '2023-12-06'], ['2023年10月财政收支情况公布', '2023-11-06'])}${foot}`
)

export const blank = page(
  '财政预决算_青禾市人民政府',
  `${nav}${crumb('政务公开', '财政预决算')}<div class="main"><p>暂无相关信息！</p></div><div class="right"><h3>政策解读</h3>${list(['一图读懂新的补贴办法内容', '2024-02-01'], ['专家解读新的补贴办法内容', '2024-01-20'])}</div>${foot}`
)

export const undated = page(
  '图解政策_青禾市人民政府',
  `${nav}${crumb('政务公开', '图解政策')}<ul class="pics">${[1, 2, 3, 4].map((at) => `<li><a href="/zc/202402/t20240${at}01_1.html">图解：全市重点工作任务之第${at}篇</a></li>`).join('')}</ul>${foot}`
)

export const scriptList = page(
  '要闻_青禾市人民政府',
  `${nav}${crumb('新闻中心', '要闻')}<div id="list"></div><script>setTimeout(() => { document.getElementById('list').innerHTML = [['市委常委会召开会议研究部署','2024-03-01'],['全市项目建设现场推进会召开','2024-02-27'],['我市春耕备耕工作有序展开','2024-02-25']].map(([t,d],i) => '<li><a href="/x'+i+'.html">'+t+'</a><span>'+d+'</span></li>').join('') }, 600)</script>${foot}`
)

export const frameset = `<html><head><meta charset="utf-8"><title>青禾市林业局</title></head><frameset rows="80,*"><frame src="/top.html"><frame src="/body.html"></frameset></html>`
export const frameTop = page('top', nav)
export const frameBody = page(
  'body',
  `${list(['林业局发布春季造林的公告', '2024-02-10'], ['林业局发布护林防火的公告', '2024-02-01'])}${foot}`
)
export const framed = page(
  '信息公开_青禾市人民政府',
  `${nav}${crumb('政务公开', '信息公开')}${list(['关于信息公开年度报告的公告', '2024-01-30'], ['关于信息公开工作要点的公告', '2024-01-20'])}<iframe src="/foot.html" width="900" height="200"></iframe>`
)
export const frameFoot = page('foot', foot)

export const home = page(
  '首页_青禾市人民政府',
  `${nav}<div class="block"><h2>政务要闻</h2>${list(['青禾市召开全市经济工作会议', '03-01'], ['青禾市部署春季农业生产工作', '02-28'])}</div><div class="block"><h2>通知公告</h2>${list(['关于春节期间值班安排的通知', '02-05'], ['关于开展公开招聘工作的通知', '01-25'])}</div><div class="block"><h2>政策文件</h2>${list(['市政府关于加强管理的若干意见', '12-28'], ['市政府关于支持发展的若干措施', '12-20'])}</div>${foot}`
)

export const crossing = page(
  '青禾市人民政府门户网站',
  `${nav}<div><a href="/zwgk/">政务公开</a> <a href="/zwfw/">政务服务</a> <a href="/hdjl/">互动交流</a> <a href="/zjqh/">走进青禾</a> <a href="/sjkf/">数据开放</a> <a href="/xwzx/">新闻中心</a></div>${foot}`
)

export const letters = page(
  '市长信箱_青禾市人民政府',
  `${nav}${crumb('互动交流', '市长信箱')}<table><tr><th>编号</th><th>标题</th><th>来信时间</th><th>答复时间</th><th>答复单位</th><th>办理状态</th></tr>
<tr><td>2024-021</td><td><a href="l1.html">关于小区供暖问题的咨询</a></td><td>2024-01-05</td><td>2024-01-09</td><td>市住建局</td><td>已办结</td></tr>
<tr><td>2024-022</td><td><a href="l2.html">关于公交线路调整的建议</a></td><td>2023-11-01</td><td></td><td></td><td>办理中</td></tr></table><a href="/write">我要写信</a>${foot}`
)

export const guidePage = page(
  '残疾人证办理_青禾市人民政府',
  `${nav}${crumb('政务服务', '办事指南')}<h1>残疾人证办理</h1><p>一、设定依据：《中华人民共和国残疾人保障法》</p><p>二、申请条件</p><p>具有本市户籍，符合残疾标准的公民。</p><h4>办理材料</h4><ul><li>身份证</li><li>户口簿</li></ul><p>【办理地点】</p><p>青禾市政务中心3号窗口</p><p>办理流程：</p><p>联系电话：0551-62600001</p><p>申请材料齐全的，当场受理；联系电话有变的以公告为准。</p>${foot}`
)

export const searchPage = page(
  '站内搜索_青禾市人民政府',
  `${nav}<form action="/search/" method="get" class="search"><input type="hidden" name="site" value="qh"><input name="keyword" placeholder="请输入关键字"><input type="submit" value="搜索"></form><form action="/login" method="post"><input name="user"><input type="password" name="pw"></form><img src="/missing.png" alt="图"><img src="/images/qh_map.png" alt="青禾市行政区划图" usemap="#m"><a href="/wzdt/"><img src="/wzdt.png" alt="网站地图"></a>${foot}`
)

export const hiddenLinks = page(
  '政务公开_青禾市人民政府',
  `${nav}<p>${words(3)}</p><a id="seen" href="http://www.qinghe.example/ok.html">看得见的链接</a>
<div style="display:none"><a id="none" href="http://bet.example/1">不显示的链接</a></div>
<div style="position:absolute;left:-9999px"><a id="off" href="http://bet.example/2">页面外的链接</a></div>
<a id="small" style="font-size:0" href="http://bet.example/3">没有字号的链接</a>
<div style="height:1px;width:1px;overflow:hidden"><a id="size" href="http://bet.example/4">一个像素的链接</a></div>
<p style="opacity:0"><a id="clear" href="http://bet.example/5">透明的链接</a></p>
<a id="invisible" style="visibility:hidden" href="http://bet.example/6">不可见的链接</a>
<a id="white" style="color:#fff" href="http://bet.example/7">白底白字的链接</a>
<div style="background:#036"><a id="onblue" style="color:#fff" href="http://www.qinghe.example/blue.html">蓝底白字的链接</a></div>${foot}`
)
