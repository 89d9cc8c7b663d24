import { type PlainDate, type RowLinks, type Table, addDays, dayInLondon, formatDate } from '#shared'
import type { ListedPerson, ListedPost } from '../persons/person-list.view.ts'
import type { PersonDetail, PersonHappening, PostSeen } from '../persons/person.view.ts'
import { isHeldOn, isNever } from '../posts/term.ts'

export const personAddress = (personId: string): string => `/people/${encodeURIComponent(personId)}`
export const postAddress = (personId: string, postId: string): string => `${personAddress(personId)}/posts/${postId}`

/** `GP lead, Alder Surgery`; a post at the installation itself has no organisation. */
export const postWords = ({ title, organisationName }: Pick<ListedPost, 'title' | 'organisationName'>): string =>
  organisationName === null ? title : `${title}, ${organisationName}`

const stateWords = (isDisabled: boolean): string => (isDisabled ? 'Shut out' : 'May sign in')

/** People with the posts they hold on a day. */
export const peopleTable = (people: readonly ListedPerson[], asAt: PlainDate): Table => ({
  name: 'people',
  caption: `People, and their posts on ${formatDate(asAt)}`,
  columns: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'email', label: 'E-mail', kind: 'text' },
    { key: 'posts', label: 'Posts', kind: 'text' },
    { key: 'state', label: 'State now', kind: 'text' },
  ],
  rows: people.map(({ personId, name, email, posts, isDisabled }) => ({
    name,
    email,
    posts: posts.map(postWords).join('; ') || 'None',
    state: stateWords(isDisabled),
    links: { name: personAddress(personId) },
  })),
})

/** Held today, over, or to come. */
function postState(post: PostSeen, today: PlainDate): string {
  if (isNever(post)) return 'Never held'
  if (isHeldOn(post, today)) return 'Held'
  return post.from > today ? 'To come' : 'Over'
}

/** Everything that somebody holds, held and will hold; a post that can still be ended leads to where that is done. */
export function postsTable({ person, posts }: PersonDetail, today: PlainDate, mayChange: boolean): Table {
  const canEnd = (post: PostSeen): boolean => mayChange && !isNever(post) && (post.to === null || post.to > today)
  const linksOf = (post: PostSeen): RowLinks =>
    canEnd(post) ? { role: postAddress(person.personId, post.postId) } : {}
  return {
    name: 'posts',
    caption: 'Posts, the latest first',
    columns: [
      { key: 'role', label: 'Role', kind: 'text' },
      { key: 'organisation', label: 'Organisation', kind: 'text' },
      { key: 'from', label: 'From', kind: 'date' },
      { key: 'until', label: 'Until (last day)', kind: 'date' },
      { key: 'state', label: 'State', kind: 'text' },
      { key: 'given_by', label: 'Given by', kind: 'text' },
    ],
    rows: posts.map((post) => ({
      role: post.title,
      organisation: post.organisationName ?? 'This installation',
      from: post.from,
      until: post.to === null || isNever(post) ? null : addDays(post.to, -1),
      state: postState(post, today),
      given_by: post.givenBy,
      links: linksOf(post),
    })),
    ...(posts.some(canEnd) && { notes: ['Open a post to end it.'] }),
  }
}

/** The same with the number by which the command line ends each. */
export function numberedPostsTable(detail: PersonDetail, today: PlainDate): Table {
  const table = postsTable(detail, today, false)
  return {
    ...table,
    columns: [{ key: 'post', label: 'Post', kind: 'code' }, ...table.columns],
    rows: table.rows.map((row, at) => ({ ...row, post: detail.posts[at]!.postId })),
  }
}

const happeningWords: Readonly<Record<PersonHappening['what'], string>> = {
  added: 'Added',
  disabled: 'Shut out',
  enabled: 'Let in again',
  'post-ended': 'Post ended',
}

/** What was done about somebody’s access; what they did themselves is in the journal. */
export function happeningsTable({ posts, happenings }: PersonDetail): Table {
  const about = (postId: string | null): string | null => {
    const post = posts.find((each) => each.postId === postId)
    return post ? postWords(post) : null
  }
  return {
    name: 'events',
    caption: 'What was done, the latest first',
    columns: [
      { key: 'day', label: 'Day', kind: 'date' },
      { key: 'what', label: 'What', kind: 'text' },
      { key: 'post', label: 'Post', kind: 'text' },
      { key: 'reason', label: 'Reason', kind: 'text' },
      { key: 'by', label: 'By', kind: 'text' },
    ],
    rows: happenings.map(({ at, what, postId, reason, by }) => ({
      day: dayInLondon(at),
      what: happeningWords[what],
      post: about(postId),
      reason,
      by,
    })),
  }
}
