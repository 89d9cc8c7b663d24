import type { Ctx } from '../context.ts'
import { loadVocabulary } from '../vocabulary/load-vocabulary.ts'
import { isLive } from '../vocabulary/live-vocabulary.ts'
import type { Settings } from './setting.ts'
import { settingsOf } from './settings.view.ts'

type Speaking = Pick<Ctx, 'vocabulary'>

/** From here on whoever holds this vocabulary speaks the words of that name. */
export async function turnWords({ vocabulary }: Speaking, name: string): Promise<void> {
  if (vocabulary.name === name || !isLive(vocabulary)) return
  const loaded = await loadVocabulary(name)
  if (loaded.ok) vocabulary.turnTo(loaded.value)
}

/**
 * How this installation is set up now; on the way, the words of this process become those chosen, by whatever process that was.
 * For the start of a request: one small query.
 */
export async function renewSettings(ctx: Speaking & Pick<Ctx, 'db' | 'folder'>): Promise<Settings> {
  const settings = await settingsOf(ctx)
  await turnWords(ctx, settings.vocabulary)
  return settings
}
