import type { Scope } from '#shared'

type Reach = Pick<Scope, 'commissioners' | 'providers'>

const reaches = (reach: 'all' | readonly string[], code: string | null | undefined): boolean =>
  reach === 'all' || (code !== null && code !== undefined && reach.includes(code))

/** Keeps what was agreed by a commissioner, and with a provider where it names one, that the asker may see. */
export const isWithin =
  ({ commissioners, providers }: Reach) =>
  (row: { readonly commissioner: string; readonly provider?: string }): boolean =>
    reaches(commissioners, row.commissioner) && (row.provider === undefined || reaches(providers, row.provider))

/** About patients, or about several providers at once: nothing for whoever sees only one of them. */
export const seesEveryProvider = ({ providers }: Reach): boolean => providers === 'all'
