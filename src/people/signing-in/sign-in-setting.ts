import type { SignIn } from '#auth'
import type { Database } from '#db'
import type { Ctx } from '#platform'

/** Somebody of an invented world, as its sign-in page offers them. */
export interface InventedPerson {
  readonly personId: string
  readonly name: string
  /** `Practice manager`. */
  readonly role: string
  readonly organisation?: string
  /** What they see in the post they begin in, in words. */
  readonly sees: string
}

export interface NewAdministrator {
  readonly personId: string
  readonly name: string
  readonly email: string
}

/** What the sign-in pages are made with. The room knows people; who they are is known by sign-in, and neither knows the other. */
export interface SignInSetting {
  readonly signIn: SignIn
  readonly isDemonstration: boolean
  listInvented(ctx: Ctx): Promise<readonly InventedPerson[]>
  /** Somebody who may come in today; nothing where they were shut out or are unknown. */
  findPerson(ctx: Ctx, personId: string): Promise<{ readonly name: string } | undefined>
  /** Whether there is anybody at all. */
  hasPeople(ctx: Ctx): Promise<boolean>
  /** Makes the person and the post of the first administrator within the transaction that made the account, and journals it. */
  addFirstAdministrator(ctx: Ctx, tx: Database, person: NewAdministrator): Promise<void>
}
