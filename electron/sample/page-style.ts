import type { SampleSite } from './sample-data.ts'

/** One style sheet for all sample sites; only the two colours differ. */
export const siteStyle = (site: SampleSite) => `
:root{--main:${site.colour};--accent:${site.accent}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif;color:#2a2f36;background:#f3f5f8;min-height:100vh;display:flex;flex-direction:column}
a{color:inherit;text-decoration:none}a:hover{color:var(--main);text-decoration:underline}
.wrap{width:min(1120px,94%);margin:0 auto}
.top{background:#fff;font-size:13px;color:#6b7480;border-bottom:1px solid #e6e9ee}.top .wrap{display:flex;justify-content:space-between;height:34px;align-items:center}
.banner{background:linear-gradient(105deg,var(--main) 0%,var(--main) 45%,var(--accent) 100%);color:#fff;position:relative;overflow:hidden}
.banner .wrap{display:flex;align-items:center;gap:22px;height:148px;position:relative;z-index:1}
.banner h1{margin:0;font-size:34px;letter-spacing:3px;text-shadow:0 2px 6px #0004;line-height:1.35}.banner h1.long{font-size:25px;letter-spacing:1px}
.banner p{margin:2px 0 0;letter-spacing:2px;opacity:.85;font-size:13px}
.banner .logo{flex:none}.banner .hills{position:absolute;right:0;bottom:0;opacity:.35;height:130px}
nav{background:#fff;box-shadow:0 2px 8px #0001}nav .wrap{display:flex}
nav a{flex:1;text-align:center;padding:13px 0;font-size:17px;border-bottom:3px solid transparent;white-space:nowrap}
nav a.on,nav a:hover{border-color:var(--main);color:var(--main);font-weight:600;text-decoration:none}
main{padding:22px 0 34px;flex:1}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px}
.hero{display:grid;grid-template-columns:minmax(0,1.05fr) minmax(0,1fr);gap:20px;margin-bottom:20px}
.picture{border-radius:6px;overflow:hidden;min-height:270px;position:relative;background:linear-gradient(#cfe1ef,#eef4f7)}
.picture svg{position:absolute;inset:0;width:100%;height:100%}.picture b{position:absolute;left:0;right:0;bottom:0;padding:9px 16px;color:#fff;background:#0008;font-weight:400}
.box{background:#fff;border-radius:6px;padding:6px 20px 14px;box-shadow:0 1px 4px #0000000f}
.box h2{font-size:18px;margin:0 0 8px;padding:9px 0;border-bottom:2px solid #edf0f4;display:flex;justify-content:space-between;align-items:baseline}
.box h2 a.t{color:var(--main);border-bottom:2px solid var(--main);padding-bottom:9px;margin-bottom:-11px}.box h2 a.more{font-size:13px;color:#8a93a0;font-weight:400}
ul.list{list-style:none;margin:0;padding:0}ul.list li{display:flex;gap:14px;padding:4px 0;border-bottom:1px dashed #edf0f4}
ul.list li a{flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}ul.list li a:before{content:"";display:inline-block;width:5px;height:5px;border-radius:50%;background:var(--accent);margin:0 9px 3px 0}
ul.list li span{color:#8a93a0;font-variant-numeric:tabular-nums}
.empty{color:#9aa3ae;padding:26px 0;text-align:center}
.quick{display:grid;grid-template-columns:repeat(6,1fr);gap:12px;margin:20px 0}.quick a{background:#fff;border-radius:6px;text-align:center;padding:16px 4px;box-shadow:0 1px 4px #0000000f}
.quick a i{display:block;width:38px;height:38px;line-height:38px;border-radius:50%;margin:0 auto 6px;background:var(--main);color:#fff;font-style:normal}
.crumbs{color:#6b7480;font-size:14px;margin:0 0 14px}
.with-menu{display:grid;grid-template-columns:210px minmax(0,1fr);align-items:start;gap:20px}.with-menu .menu a{display:block;padding:8px 14px;border-left:3px solid transparent}.with-menu .menu a.on{border-color:var(--main);color:var(--main);background:#f5f7fa}
article h1{font-size:25px;text-align:center;line-height:1.5;margin:18px 0 6px}article .meta{text-align:center;color:#8a93a0;font-size:13px;border-bottom:1px solid #edf0f4;padding-bottom:12px}article p{text-indent:2em;font-size:17px;line-height:2}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #dfe4ea;padding:7px 12px;text-align:left}th{background:#f5f7fa;width:130px}
form label{display:block;margin:10px 0 2px}form input,form textarea{width:100%;padding:7px 10px;border:1px solid #cfd6de;border-radius:4px;font:inherit}form button{margin-top:12px;background:var(--main);color:#fff;border:0;border-radius:4px;padding:9px 30px;font:inherit}
.banner form.search{flex:none;margin-left:auto;display:flex;width:272px}.banner form.search input{flex:1;min-width:0;border:0;border-radius:4px 0 0 4px}.banner form.search button{margin:0;padding:7px 16px;border-radius:0 4px 4px 0;background:#0004;white-space:nowrap}
@media(max-width:820px){.banner form.search{width:176px}.banner h1.long{font-size:18px}}
footer{background:#333a44;color:#c9d0d8;font-size:14px}footer .wrap{display:flex;gap:30px;align-items:center;padding:24px 0;justify-content:space-between}footer p{margin:2px 0}footer .marks{display:flex;gap:18px;align-items:center}footer img{display:block;height:58px}
`

/** Hills and a cloud: the invented county's own sign, no real emblem. */
export const logoSvg = `<svg class="logo" width="84" height="84" viewBox="0 0 84 84" aria-hidden="true"><circle cx="42" cy="42" r="40" fill="#fff" opacity=".95"/><path d="M10 58 30 28l12 17 9-12 23 25z" fill="var(--main)"/><path d="M18 62h48a7 7 0 0 0-3-13 11 11 0 0 0-20-3 9 9 0 0 0-15 3 7 7 0 0 0-10 13z" fill="var(--accent)"/></svg>`

export const hillsSvg = `<svg class="hills" viewBox="0 0 620 130" aria-hidden="true"><path d="M0 130 90 52l50 38 85-80 70 72 52-40 78 66 60-50 135 72z" fill="#fff"/></svg>`

export const pictureSvg = `<svg viewBox="0 0 540 290" preserveAspectRatio="xMidYMid slice" aria-hidden="true"><circle cx="420" cy="70" r="34" fill="#f5c76a"/><path d="M0 210 120 96l70 64 96-112 110 118 64-54 80 98v80H0z" fill="var(--accent)" opacity=".55"/><path d="M0 240 90 160l90 66 110-82 120 96 70-48 60 38v60H0z" fill="var(--main)" opacity=".75"/><path d="M0 266c90-30 170 20 270-4s180-14 270 4v24H0z" fill="#dfeaf0"/></svg>`
