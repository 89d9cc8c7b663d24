import { defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { loadLocalPrices, loadRoundings } from '../loading/load-local-prices.command.ts'
import { plural } from '../working/words.ts'

export const importLocalPricesCommand = defineCommand({
  name: 'import local-prices',
  changes: true,
  summary: 'Loads locally agreed prices: provider,service,pod,price,from,to,apply_mff',
  arguments: [{ name: 'file', words: 'the CSV file' }],
  input: z.object({ file: z.string() }),
  async run(ctx, { file }, out) {
    const loaded = await loadLocalPrices(ctx, { file })
    if (!loaded.ok) return sayRefusal(out, loaded)
    const { alreadyLoaded, prices } = loaded.value
    if (out.wantsJson) out.json(loaded.value)
    else
      out.print(
        alreadyLoaded
          ? 'These very prices are loaded already; nothing was taken.'
          : `${plural(prices, 'local price')} taken.`,
      )
    return exits.done
  },
})

export const importRoundingsCommand = defineCommand({
  name: 'import rounding',
  changes: true,
  summary: 'Records with which providers prices are rounded to whole pounds: provider,from,to,rounding',
  arguments: [{ name: 'file', words: 'the CSV file; rounding is pounds or pence' }],
  input: z.object({ file: z.string() }),
  async run(ctx, { file }, out) {
    const loaded = await loadRoundings(ctx, { file })
    if (!loaded.ok) return sayRefusal(out, loaded)
    if (out.wantsJson) out.json(loaded.value)
    else out.print(`${plural(loaded.value.roundings, 'agreement')} on rounding taken.`)
    return exits.done
  },
})
