import type { PlainDate, PostPlace, Role, Scope } from '#shared'

/** Somebody who may sign in, or once might. */
export interface Person {
  readonly personId: string
  readonly name: string
  readonly email: string
}

/** A post that somebody holds on a day, with its term of office: half-open, without end where none was set. */
export interface HeldPost {
  readonly postId: string
  readonly role: Role
  /** What kind of organisation it is held at: how far it sees comes from that. */
  readonly place: PostPlace
  /** Nothing where the post is at the installation itself. */
  readonly organisation: string | null
  readonly organisationName: string | null
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** What somebody is on a day: their posts, the one they work in, and what it lets them see. Asked anew at each request. */
export interface Standing {
  readonly person: Person
  readonly posts: readonly HeldPost[]
  readonly post: HeldPost | undefined
  readonly scope: Scope
}
