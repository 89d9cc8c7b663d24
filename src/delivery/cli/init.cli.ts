import { initDataFolder, listVocabularies, openWorkbench } from '#platform'
import { defineSetupCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'

export const initCommand = defineSetupCommand({
  name: 'init',
  summary: 'Make an empty data folder with its keys and database',
  options: [
    { flag: '--vocabulary <name>', words: 'whose words to use', choices: listVocabularies(), default: 'pbc-2006' },
  ],
  changes: true,
  input: z.object({ vocabulary: z.string() }),
  async run(data, { vocabulary }, out, by) {
    const made = await initDataFolder({ data, vocabulary })
    if (!made.ok) return sayRefusal(out, made)
    out.progress({ stage: 'Making the database' })
    const opened = await openWorkbench({ data, actor: by.actor })
    if (!opened.ok) return sayRefusal(out, opened)
    await by.record(opened.value.ctx).finally(() => opened.value.close())
    out.print(`Made an empty data folder in ${made.value.root}, with the words of ${vocabulary}.`)
    if (out.wantsJson) out.json({ data: made.value.root, vocabulary })
    return exits.done
  },
})
