import type { RpcClient } from './create-client.ts'

const pieceSize = 1024 * 1024

/** Base64 by the browser's own hand: put together in script it takes most of the time that a large file takes. */
function toBase64(piece: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    // `data:application/octet-stream;base64,…`; of nothing there is no comma.
    reader.addEventListener('load', () => done(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => fail(reader.error ?? new Error('the file cannot be read')))
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
    sent += piece.size
    const last = sent >= file.size
    const answer: A = await append({ uploadId, name: file.name, chunk: await toBase64(piece), last })
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
