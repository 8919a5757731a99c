/**
 * Does a failed handshake point to a server that speaks only the national algorithms (国密)? It answers an ordinary client like
 * one that is too old: a person looks with a browser that speaks them.
 */
export const mayBeGmOnly = (error: string): boolean =>
  /VERSION_OR_CIPHER_MISMATCH|SSL_PROTOCOL_ERROR|HANDSHAKE_FAILURE|handshake failure|ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_VERSION_NUMBER/.test(
    error
  )
