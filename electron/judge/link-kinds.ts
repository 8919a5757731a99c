const files = /\.(?:docx?|xlsx?|pptx?|wps|et|dps|pdf|ofd|ceb|rar|zip|7z|txt|csv|jpe?g|png|tiff?|mp3|mp4|wav|apk)$/i

/** A file for download, by its address: the path, or the file name that a download script is asked for. */
export function isAttachment(url: string): boolean {
  const bare = url.replace(/#.*$/, '')
  const [path = '', query = ''] = bare.split('?', 2)
  const isFile = files.test(path.replace(/^[a-z]+:\/\/[^/]*/i, ''))
  return isFile || query.split('&').some((part) => files.test(part))
}
