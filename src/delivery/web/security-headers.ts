/** What browsers may do with a page: run only its own marked scripts, load only from here, be framed by nobody. */
const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * On every answer. `same-origin` keeps the Origin header on our own forms: `no-referrer` would make browsers send
 * `Origin: null` with them.
 */
export const securityHeaders = (nonce: string, isSecure = false): Record<string, string> => ({
  ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  'content-security-policy': contentPolicy(nonce),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** A file to keep is never a page: should a browser open it all the same, it can do nothing. */
export const downloadPolicy = "default-src 'none'; sandbox"
