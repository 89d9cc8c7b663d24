import { formatDate, dayInLondon } from '#shared'
import { Button, Form, PageHeading, SummaryList } from '#ui'
import type { ReactNode } from 'react'
import type { HeldPost } from '../posts/standing.ts'
import type { RecordedToken } from './token.ts'
import { lastDayOf } from './token-term.ts'
import { postOfToken } from './tokens-table.ts'

interface TokenBodyProps {
  readonly token: RecordedToken
  readonly posts: readonly HeldPost[]
  readonly action: string
}

/** One open token, and the way to end it. */
export const TokenBody = ({ token, posts, action }: TokenBodyProps): ReactNode => (
  <>
    <PageHeading caption="Token">{token.name}</PageHeading>
    <SummaryList
      rows={[
        { key: 'Post', value: postOfToken(posts, token.postId) },
        { key: 'May', value: token.permissions.join(', ') },
        { key: 'Made', value: formatDate(dayInLondon(token.madeAt)) },
        { key: 'Last day', value: formatDate(lastDayOf(token.expiresAt)) },
        { key: 'Last used', value: token.lastUsedAt ? formatDate(dayInLondon(token.lastUsedAt)) : 'Never' },
      ]}
    />
    <p>Whatever uses it is refused from its next request on. An ended token cannot be opened again; make another.</p>
    <Form action={action}>
      <Button kind="warning">End this token</Button>
    </Form>
  </>
)
