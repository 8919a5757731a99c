import { XunchaError } from '../domain/errors.ts'

const full = new Set(['ENOSPC', 'EDQUOT'])
const failed = new Set(['EIO', 'EROFS', 'EACCES', 'EPERM', 'EFBIG', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EMFILE'])

/**
 * A file system error as a fault of ours; anything else unchanged.
 * @param what the start of the sentence, e.g. `抽样记录没有写成`
 */
export function toFaultOfDisk(error: unknown, what = '本次操作没有保存'): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (full.has(code)) {
    return new XunchaError('disk-full', `${what}：磁盘空间不足；请腾出空间后重试。`, { cause: error })
  }
  if (failed.has(code)) {
    return new XunchaError('disk-error', `${what}：读写磁盘失败（${code}）；请检查文件夹权限和磁盘后重试。`, { cause: error })
  }
  return error
}
