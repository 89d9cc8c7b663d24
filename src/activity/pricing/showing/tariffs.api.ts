import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, ok, refused } from '#shared'
import { type Operation, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import type { TariffParts } from '../lists/tariff.ts'
import { listAgreements } from './agreements.view.ts'
import { findTariff } from './find-tariff.view.ts'
import { listTariffs } from './tariff-list.view.ts'
import {
  emergencyTable,
  factorsTable,
  hrgTable,
  localPricesTable,
  roundingsTable,
  specialtyTable,
  tariffsTable,
  topUpsTable,
} from './tariff-tables.ts'

const base = { method: 'GET', permission: 'tariff.read', audit: null } as const

const tariffsOperation = defineOperation({
  ...base,
  name: 'tariffs',
  path: '/api/v1/tariffs',
  summary: 'The price lists that are loaded, and the days each holds',
  input: noInput,
  answer: async (ctx) => ok(tariffsTable(await listTariffs(ctx.db))),
})

interface Part {
  readonly name: string
  readonly what: string
  table(ctx: Ctx, parts: TariffParts): Table | Promise<Table>
}

const parts: readonly Part[] = [
  {
    name: 'hrgs',
    what: 'prices of admitted care and outpatient procedures, by HRG',
    table: (_, { apc }) => hrgTable(apc, apc),
  },
  {
    name: 'specialties',
    what: 'prices of outpatient attendances, by specialty',
    table: (_, { outpatient }) => specialtyTable(outpatient),
  },
  {
    name: 'emergency',
    what: 'prices of emergency department attendances, by HRG',
    table: (_, { emergency }) => emergencyTable(emergency),
  },
  {
    name: 'factors',
    what: 'market forces factors, by provider',
    table: async ({ db }, { marketForces }) => factorsTable(marketForces, await organisationNames(db)),
  },
  { name: 'top-ups', what: 'specialised top-ups, by service', table: (_, { topUps }) => topUpsTable(topUps) },
]

const partOperation = ({ name, what, table }: Part): Operation =>
  defineOperation({
    ...base,
    name,
    path: `/api/v1/tariffs/:tariffId/${name}`,
    summary: `Of one price list the ${what}`,
    input: z.object({
      tariffId: z.coerce.number().int().min(1).max(2_000_000_000).describe('The number of the price list.'),
    }),
    async answer(ctx, { tariffId }) {
      const detail = await findTariff(ctx.db, tariffId)
      return detail ? ok(await table(ctx, detail.parts)) : refused('not-found', 'There is no such price list.')
    },
  })

const localPricesOperation = defineOperation({
  ...base,
  name: 'local-prices',
  path: '/api/v1/local-prices',
  summary: 'Prices agreed locally',
  input: noInput,
  async answer(ctx) {
    const [{ localPrices }, names] = await Promise.all([listAgreements(ctx), organisationNames(ctx.db)])
    return ok(localPricesTable(localPrices, names))
  },
})

const roundingsOperation = defineOperation({
  ...base,
  name: 'roundings',
  path: '/api/v1/roundings',
  summary: 'Contracts that say how prices are rounded',
  input: noInput,
  answer: async (ctx) => ok(roundingsTable((await listAgreements(ctx)).roundings)),
})

export const operations: readonly Operation[] = [
  tariffsOperation,
  ...parts.map(partOperation),
  localPricesOperation,
  roundingsOperation,
]
