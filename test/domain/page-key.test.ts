import { describe, expect, it } from 'vitest'
import { pageKey } from '../../electron/domain/page-key.ts'

describe('pageKey', () => {
  it.each([
    'http://www.yunxi.gov.cn/zwgk/',
    'https://www.yunxi.gov.cn/zwgk',
    'http://WWW.yunxi.gov.cn:80/zwgk/index.html',
    'https://www.yunxi.gov.cn:443/zwgk/index.shtml#top',
    'https://www.yunxi.gov.cn/zwgk/Default.aspx',
    ' http://www.yunxi.gov.cn/zwgk/index.php '
  ])('is the same for one page: %s', (url) => {
    expect(pageKey(url)).toBe('www.yunxi.gov.cn/zwgk')
  })
  it.each([
    'http://www.yunxi.gov.cn:8080/zwgk/',
    'http://yunxi.gov.cn/zwgk/',
    'http://www.yunxi.gov.cn/zwgk/index_2.html',
    'http://www.yunxi.gov.cn/zwgk/?id=1',
    'http://www.yunxi.gov.cn/ZWGK/'
  ])('is another for another: %s', (url) => {
    expect(pageKey(url)).not.toBe('www.yunxi.gov.cn/zwgk')
  })
})
