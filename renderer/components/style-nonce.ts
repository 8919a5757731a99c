/**
 * Ant Design and AG Grid make style tags at run time. A page served from disk cannot carry a fresh nonce in its own
 * text, so this module draws one per load and adds a second, stricter policy; browsers enforce the intersection.
 * Style attributes stay allowed: AG Grid's templates and React's server-free rendering set sizes through them.
 */
export const styleNonce: string = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
  byte.toString(16).padStart(2, '0')
).join('')

const policy = document.createElement('meta')
policy.httpEquiv = 'Content-Security-Policy'
policy.content = `style-src-elem 'self' 'nonce-${styleNonce}'`
document.head.append(policy)
