import type { RpcClient } from './create-client.ts'

const pieceSize = 1024 * 1024

/** Base64 of one piece, by the browser itself: a script takes several times as long for a package of gigabytes. */
function toBase64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = String(reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable file')))
    reader.readAsDataURL(piece)
  })
}

type Progress = (sent: number, total: number) => void

/** Sends a file in pieces and answers what was said to the last of them. */
async function inPieces<A extends { uploadId: string }>(
  file: File,
  onProgress: Progress,
  append: (piece: { uploadId: string | null; name: string; chunk: string; last: boolean }) => Promise<A>
): Promise<A> {
  let uploadId: string | null = null
  for (let sent = 0; ;) {
    const piece = file.slice(sent, sent + pieceSize)
    const chunk = await toBase64(piece)
    sent += piece.size
    const last = sent >= file.size
    const answer: A = await append({ uploadId, name: file.name, chunk, last })
    onProgress(sent, file.size)
    if (last) return answer
    uploadId = answer.uploadId
  }
}

/** Hands a file to the backend piece by piece; the same way in every host. Answers its upload id. */
export async function uploadFile(rpc: RpcClient, file: File, onProgress: Progress): Promise<string> {
  return (await inPieces(file, onProgress, (piece) => rpc.call('uploads.append', piece))).uploadId
}

/** The same for a package, which stays on the disk: answers the place where it lies. */
export async function uploadPackage(rpc: RpcClient, file: File, onProgress: Progress): Promise<string> {
  return (await inPieces(file, onProgress, (piece) => rpc.call('uploads.appendPackage', piece))).path ?? ''
}
