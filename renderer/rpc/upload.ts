import type { RpcClient } from './create-client.ts'

const pieceSize = 1024 * 1024

/** Base64 of one piece, by the browser's own hand where it has one: put together in script it takes longer than the way. */
function toBase64(bytes: Uint8Array & { toBase64?: () => string }): string {
  if (bytes.toBase64 !== undefined) return bytes.toBase64()
  // In steps, because a call with a million arguments overflows the stack.
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
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
    const piece = new Uint8Array(await file.slice(sent, sent + pieceSize).arrayBuffer())
    sent += piece.length
    const last = sent >= file.size
    const answer: A = await append({ uploadId, name: file.name, chunk: toBase64(piece), last })
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
