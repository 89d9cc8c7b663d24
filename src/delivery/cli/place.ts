import { type Refused, refused } from '#shared'

/** Where the server listens, and where browsers find it. */
export interface Place {
  readonly port: number
  /** An address of this machine; this computer only unless said otherwise. */
  readonly listen?: string
  /** As people type it: `https://locality.example.nhs.uk`. */
  readonly url?: string
}

const isLoopback = (listen: string): boolean => /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(listen)

/**
 * What must not be served so. Beyond this computer, browsers must come by https (a proxy in front ends it), and nobody may
 * come in without a passphrase, as in a demonstration.
 */
export function placeProblem(
  { listen = '127.0.0.1', url }: Place,
  isDemonstration: boolean,
): Refused<'unsafe'> | undefined {
  const isPublic = !isLoopback(listen) || (url !== undefined && !isLoopback(new URL(url).hostname))
  if (!isPublic) return undefined
  if (isDemonstration)
    return refused(
      'unsafe',
      'A demonstration lets anybody in without a passphrase, so it is served to this computer alone. Leave out --listen and --url.',
    )
  if (url?.startsWith('https://')) return undefined
  return refused(
    'unsafe',
    'Beyond this computer Locality is served by https alone: say with --url how browsers find it, like https://locality.example.nhs.uk, ' +
      'and put a proxy that speaks https in front.',
  )
}
