import { organisationNames } from '#organisations'
import { dayInLondon } from '#shared'
import { defineCommand, exits } from '#terminal'
import { z } from 'zod'
import { kindNamed } from '../loading/kinds.ts'
import { contractDetail } from './contract-detail.view.ts'
import { historyTable, termsOf } from './contract-history.ts'
import { contractsInBrief } from './contract-state.ts'
import { daysWords, stateOf } from './contract-words.ts'
import { listTable, monthsTable, planTable } from './tables.ts'

export const contractCommand = defineCommand({
  name: 'contract',
  summary: 'Shows one contract: its terms in words, plan, caps, lists and history',
  arguments: [{ name: 'reference', words: 'the reference of the contract' }],
  options: [{ flag: '--commissioner <code>', words: 'whose contract, where several use the reference' }],
  input: z.object({ reference: z.string(), commissioner: z.string().optional() }),
  async run(ctx, named, out) {
    const detail = await contractDetail(ctx, named)
    if (!detail) {
      out.warn(`There is no contract ${named.reference} here: “locality contracts” lists them.`)
      return exits.refused
    }
    if (out.wantsJson) {
      out.json({ ...detail, plan: planTable(detail.plan).rows })
      return exits.done
    }
    const on = dayInLondon(ctx.clock.now())
    const [brief] = contractsInBrief(detail.versions, detail.plan, on)
    const shown = brief?.shown ?? detail.versions.at(-1)!
    const provider = (await organisationNames(ctx.db)).get(shown.provider) ?? ''
    out.print(`Contract ${shown.reference}: ${shown.provider} ${provider}`.trim())
    out.print(`${daysWords(brief ?? shown)} (${stateOf({ ...shown, ...brief }, on)})`)
    for (const [name, words] of termsOf(shown)) out.print(`${name}: ${words}`)
    const lists = detail.lists.filter(({ items }) => items.length > 0)
    for (const table of [
      monthsTable(detail.plan, detail.measures),
      ...lists.map(({ kind, items }) => listTable(kindNamed(kind), items)),
      historyTable(detail.versions, detail.ends),
    ])
      await out.table(table, 'text')
    return exits.done
  },
})
