import { findOrganisation, listOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, dayInLondon, findRole, ok, refused } from '#shared'

/** As many as a sentence can name. */
const most = 5

const sameName = (a: string, b: string): boolean => a.localeCompare(b, 'en-GB', { sensitivity: 'base' }) === 0

/**
 * The code of the organisation that somebody meant: its code, its name, or words of its name that fit one alone among
 * those where the role is held. Nothing typed is the installation itself.
 */
export async function organisationTyped(
  ctx: Ctx,
  text: string,
  role: string,
): Promise<Result<string | null, 'no-organisation'>> {
  const typed = text.trim()
  if (typed === '') return ok(null)
  const byCode = await findOrganisation(ctx.db, typed.toUpperCase())
  if (byCode) return ok(byCode.code)
  const asAt = dayInLondon(ctx.clock.now())
  const places: readonly string[] = findRole(role)?.at ?? []
  const found = (await listOrganisations(ctx.db, { asAt, search: typed, closed: true })).filter(({ kind }) =>
    places.includes(kind),
  )
  const exact = found.filter(({ name }) => sameName(name, typed))
  const meant = exact.length === 1 ? exact : found
  if (meant.length === 1) return ok(meant[0]!.code)
  if (meant.length === 0)
    return refused(
      'no-organisation',
      `No organisation where this role is held has the code or name “${typed}”. The page of organisations lists all codes.`,
    )
  const named = meant.slice(0, most).map(({ code, name }) => `${code} ${name}`)
  const others = meant.length > most ? ` and ${meant.length - most} more` : ''
  return refused('no-organisation', `“${typed}” fits several: ${named.join(', ')}${others}. Type the code of one.`)
}
