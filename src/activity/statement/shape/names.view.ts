import { podNames } from '#activity/pricing'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { defaultPracticeName } from './default-practice.ts'
/** The name behind a code; a code that nobody has told us about says so rather than standing there bare. */
export interface Names {
  organisation(code: string): string
  pod(code: string): string
  /** Whether somebody has told us of an organisation with this code. */
  knows(code: string): boolean
}

export const unknownName = 'Name not known'

export async function namesOf(ctx: Ctx): Promise<Names> {
  const [names, pods] = await Promise.all([organisationNames(ctx.db), podNames()])
  return {
    organisation: (code) => names.get(code) ?? defaultPracticeName(code) ?? unknownName,
    pod: (code) => pods.get(code) ?? unknownName,
    knows: (code) => names.has(code),
  }
}
