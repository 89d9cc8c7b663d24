import { addInventedPeople } from '#people'
import type { Ctx } from '#platform'
import { afterAll, beforeAll } from 'vitest'
import { accounts } from '../../../src/delivery/sign-in.ts'
import type { WebServer } from '../../../src/delivery/web/serve-web.ts'
import { addOrganisations } from '../../support/people.ts'
import { useWorkbench } from '../../support/workbench.ts'
import { serveProduct } from './demonstration.ts'

/** The organisations of `addOrganisations` as far as invented people need them: they sit at Alder Surgery and in the Hill Group. */
const world = {
  commissioner: { code: '5ZZ' },
  groups: [{ code: 'ZG1' }, { code: 'ZG2' }],
  practices: [
    { code: 'P99001', group: 0 },
    { code: 'P99002', group: 1 },
  ],
  providers: [{ code: 'ZA1' }],
}

export interface GroupPeople {
  readonly ctx: () => Ctx
  readonly url: () => string
}

/** A commissioner without a single bill, and the invented people of each role, served by the product as it is. */
export function useGroupPeople(now: Date): GroupPeople {
  const workbench = useWorkbench({ demonstration: true, now })
  let server: WebServer | undefined
  beforeAll(async () => {
    const { ctx } = workbench()
    await addOrganisations(ctx)
    const added = await addInventedPeople(ctx, accounts.makeAccount, world)
    if (!added.ok) throw new Error(added.message)
    server = await serveProduct(ctx)
  }, 120_000)
  afterAll(async () => server?.close())
  return { ctx: () => workbench().ctx, url: () => server!.url }
}
