import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import {
  DataTable,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  SummaryList,
  Tag,
  notFound,
  page,
} from '#ui'
import { noSuchPerson } from '../persons/no-such-person.ts'
import { findPersonDetail } from '../persons/person.view.ts'
import { isHeldOn } from '../posts/term.ts'
import { AccessForms, GivePostForm } from './person-forms.tsx'
import { happeningsTable, postWords, postsTable } from './tables.ts'

/** What is wrong with a form on the page, and what was typed into it. */
export interface Problem {
  readonly errors: FormErrors
  readonly values?: FormValues
}

export const peopleCrumbs = [
  { text: 'Home', href: '/' },
  { text: 'People', href: '/people' },
]

/** Somebody: who they are, what they hold and held, what was done, and the forms to do more where the asker may. */
export async function personPage(ctx: Ctx, personId: string, problem?: Problem): Promise<Reply> {
  const detail = await findPersonDetail(ctx, personId)
  if (!detail) return notFound(noSuchPerson.message)
  const { person, posts } = detail
  const today = dayInLondon(ctx.clock.now())
  const mayChange = mayDo(ctx.scope, 'person.change')
  const tables = [postsTable(detail, today, mayChange), happeningsTable(detail)]
  const held = posts.filter((post) => isHeldOn(post, today)).map(postWords)
  const body = (
    <>
      <PageHeading caption="Person">{person.name}</PageHeading>
      <SummaryList
        rows={[
          { key: 'E-mail', value: person.email },
          {
            key: 'Now',
            value: person.isDisabled ? <Tag tone="red">Shut out</Tag> : <Tag tone="green">May sign in</Tag>,
          },
          { key: 'Posts today', value: held.join('; ') || 'None: sees nothing but their own account' },
          {
            key: 'Programs',
            value: 'Tokens by which programs ask in their name',
            action: { text: 'See', href: `/people/${personId}/tokens` },
          },
        ]}
      />
      <DataTable table={tables[0]!} empty="No post was ever given." />
      {mayChange && <GivePostForm person={person} today={today} />}
      {mayChange && <AccessForms person={person} />}
      <DataTable table={tables[1]!} sortable={false} />
    </>
  )
  return page({ title: person.name, body, tables, breadcrumbs: peopleCrumbs, ...problem })
}
