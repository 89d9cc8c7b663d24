import type { Scope } from '#shared'

/** What the database is told of whoever asks; migration 0007 reads it. */
interface Asker {
  readonly all?: true
  readonly person?: string
  readonly organisation?: string
  readonly permissions?: readonly string[]
  readonly practices?: 'all' | readonly string[]
  readonly providers?: 'all' | readonly string[]
  readonly commissioners?: 'all' | readonly string[]
}

const written = (asker: Asker): string => JSON.stringify(asker)

/** The product's own work, and the operator. Holds no space: it stands in the options of a connection. */
export const askingForAll = written({ all: true })

/** Nothing is seen. What a connection says before anybody has asked. */
export const askingForNothing = written({})

/** A person in a post, as the policies hold them to it. */
export const askingAs = (
  { personId, permissions, practices, providers, commissioners }: Scope,
  organisation: string | undefined,
): string =>
  written({
    ...(personId === undefined ? {} : { person: personId }),
    ...(organisation === undefined ? {} : { organisation }),
    permissions: permissions === 'all' ? [] : permissions,
    practices: practices === 'all' ? 'all' : [...new Set(practices.map(({ practice }) => practice))],
    providers,
    commissioners,
  })
