export const searchField = 'q'

/** The box in the banner of every page. */
export const searchBox = `<form class="search" method="get" action="/search/" role="search"><input type="search" name="${searchField}" placeholder="请输入关键词" aria-label="站内搜索" maxlength="80"><button type="submit">搜索</button></form>`
