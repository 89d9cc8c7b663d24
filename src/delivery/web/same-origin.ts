/** The names by which a computer calls itself. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether the browser asked for us by one of our own names. A page elsewhere can point its own name at this computer
 * (DNS rebinding) and would then read answers as its own; its name gives it away.
 */
export function hostIsOurs(host: string | undefined, names: readonly string[] = loopbackNames): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase()
  return names.includes(name)
}

/** Whether a form was sent from our own pages: every browser says where a form comes from. */
export function originIsOurs(origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !host) return false
  const match = /^https?:\/\/([^/]+)$/.exec(origin)
  return match?.[1]?.toLowerCase() === host.toLowerCase()
}
