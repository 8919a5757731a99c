/** Net errors of the browser in one sentence each: what happened, and what it may mean for the inspection. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/NAME_NOT_RESOLVED|ERR_DNS|NAME_RESOLUTION/, '域名无法解析：请核对网址，或换一个网络后再试。'],
  [/CONNECTION_REFUSED/, '服务器拒绝连接：网站可能已经停止服务，请稍后再试并取证。'],
  [/TIMED_OUT|TIMEOUT/, '连接超时：网站长时间没有响应，请稍后再试并取证。'],
  [/CERT_DATE_INVALID/, '证书不在有效期内：浏览器已停止打开，请取证。'],
  [/CERT_COMMON_NAME_INVALID/, '证书名称与网址不符：浏览器已停止打开，请取证。'],
  [/CERT_AUTHORITY_INVALID/, '证书不是受信任的机构签发的：浏览器已停止打开，请取证。'],
  [/CERT_REVOKED/, '证书已被吊销：浏览器已停止打开，请取证。'],
  [/CERT_WEAK|CERT_SYMANTEC/, '证书的算法过弱：浏览器已停止打开，请取证。'],
  [/CLIENT_AUTH/, '网站要求客户端证书：检查时不提供证书，页面无法打开。'],
  [
    /SSL_VERSION_OR_CIPHER_MISMATCH|SSL_PROTOCOL_ERROR|SSL_OBSOLETE/,
    '加密连接无法建立：网站的协议过旧，或只支持国密，请用国密浏览器核验。'
  ],
  [/ERR_CERT|ERR_SSL/, '证书或加密连接有问题：浏览器已停止打开，请取证。'],
  [/BLOCKED_BY_CLIENT|SOCKS|PRIVATE_NETWORK|LOCAL_NETWORK/, '地址在本机或内网，已拒绝访问：请核对网址。'],
  [/INTERNET_DISCONNECTED|NETWORK_CHANGED/, '本机没有连接网络：请检查网络后重试。'],
  [/ADDRESS_UNREACHABLE/, '服务器地址无法到达：请检查网络，或稍后再试。'],
  [
    /CONNECTION_RESET|CONNECTION_CLOSED|CONNECTION_ABORTED|CONNECTION_FAILED|EMPTY_RESPONSE/,
    '连接被网站中断：请稍后再试并取证。'
  ],
  [/TOO_MANY_REDIRECTS/, '网站反复跳转，页面无法打开：请取证。'],
  [/INVALID_URL|UNKNOWN_URL_SCHEME|UNSAFE_PORT/, '网址无效或不允许打开：请核对网址。'],
  [
    /INVALID_RESPONSE|INVALID_HTTP_RESPONSE|CONTENT_LENGTH|INCOMPLETE_CHUNKED|CONTENT_DECODING/,
    '网站返回的内容不完整或有错误：请稍后再试并取证。'
  ],
  [/HTTP_RESPONSE_CODE_FAILURE/, '网站返回了错误状态，没有内容：请取证。'],
  [/ABORTED/, '页面加载已停止。']
]

export function pageErrorText(error: string | null): string | null {
  if (error === null) return null
  return sentences.find(([pattern]) => pattern.test(error))?.[1] ?? `页面没有打开（${error}）：请稍后再试并取证。`
}
