import type { RpcClient } from './create-client.ts'

const pieceSize = 1024 * 1024

/** Base64 of one piece; in steps, because a call with a million arguments overflows the stack. */
function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** Hands a file to the backend piece by piece; the same way in every host. Answers its upload id. */
export async function uploadFile(rpc: RpcClient, file: File, onProgress: (sent: number, total: number) => void): Promise<string> {
  let uploadId: string | null = null
  let sent = 0
  do {
    const piece = new Uint8Array(await file.slice(sent, sent + pieceSize).arrayBuffer())
    sent += piece.length
    const answer: { uploadId: string } = await rpc.call('uploads.append', {
      uploadId,
      name: file.name,
      chunk: toBase64(piece),
      last: sent >= file.size
    })
    uploadId = answer.uploadId
    onProgress(sent, file.size)
  } while (sent < file.size)
  return uploadId
}
