import { type RowLinks, type Table, dayInLondon } from '#shared'
import type { HeldPost } from '../posts/standing.ts'
import { type RecordedToken, type TokenState, stateOf } from './token.ts'
import { lastDayOf } from './token-term.ts'

const stateWords: Readonly<Record<TokenState, string>> = { open: 'Open', ended: 'Ended', expired: 'Over' }

/** `GP lead, Alder Surgery`. */
export const postName = ({ role, organisationName }: Pick<HeldPost, 'role' | 'organisationName'>): string =>
  organisationName === null ? role.title : `${role.title}, ${organisationName}`

/** The post of a token; of one that is held no more only its number is left. */
export const postOfToken = (posts: readonly HeldPost[], postId: string): string => {
  const post = posts.find((held) => held.postId === postId)
  return post ? postName(post) : `Post ${postId}, not held any more`
}

/** Only what can still be ended has a page of its own. */
const linksOf = ({ now, address }: Listed, token: RecordedToken): RowLinks =>
  address && stateOf(token, now) === 'open' ? { name: address(token.tokenId) } : {}

interface Listed {
  readonly tokens: readonly RecordedToken[]
  readonly posts: readonly HeldPost[]
  readonly now: Date
  /** Where the page of one of them is. */
  readonly address?: (tokenId: string) => string
}

/** Somebody's tokens, the newest first. A token whose post is lost opens nothing, though it is not ended. */
export const tokensTable = (listed: Listed): Table => ({
  name: 'tokens',
  caption: 'Tokens, the newest first',
  columns: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'post', label: 'Post', kind: 'text' },
    { key: 'permissions', label: 'May', kind: 'text' },
    { key: 'made', label: 'Made', kind: 'date' },
    { key: 'last_day', label: 'Last day', kind: 'date' },
    { key: 'last_used', label: 'Last used', kind: 'date' },
    { key: 'state', label: 'State', kind: 'text' },
  ],
  rows: listed.tokens.map((token) => ({
    name: token.name,
    post: postOfToken(listed.posts, token.postId),
    permissions: token.permissions.join(', '),
    made: dayInLondon(token.madeAt),
    last_day: lastDayOf(token.expiresAt),
    last_used: token.lastUsedAt ? dayInLondon(token.lastUsedAt) : null,
    state: stateWords[stateOf(token, listed.now)],
    links: linksOf(listed, token),
  })),
})

/** The same with the id by which the command line ends each. */
export function identifiedTokensTable(listed: Listed): Table {
  const table = tokensTable(listed)
  return {
    ...table,
    columns: [...table.columns, { key: 'token', label: 'Token', kind: 'code' }],
    rows: table.rows.map((row, at) => ({ ...row, token: listed.tokens[at]!.tokenId })),
  }
}
