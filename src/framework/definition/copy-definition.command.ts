import type { Database } from '#db'
import { type Ctx, fingerprint } from '#platform'
import { type Refused, type Result, mayDo, ok, refused } from '#shared'
import { lockOwner } from '../stores/locks.store.ts'
import { type Place, mayChange, placeOf } from '../stores/reach.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { type ChangeRefusal, type DefinitionChange, changeDefinition } from './change-definition.ts'
import type { Definition } from './definition.ts'
import { insertDefinition } from './definition.store.ts'
import { definitionsFor, latestNamed, listDefinitions } from './definitions.view.ts'

export interface DefinitionToCopy {
  /** The group, or the commissioner, whose the copy is. */
  readonly owner: string
  readonly from: string
  readonly title: string
}

export type CopyRefusal = WordsRefusal | 'not-found' | 'title'
export type DefineRefusal = CopyRefusal | ChangeRefusal

const nowhere = (): Refused<'not-found'> => refused('not-found', 'There is no such framework here that you may change.')

const nameFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 50)

/** A name that nobody has yet: what ships and other copies keep theirs. */
function freeName(title: string, taken: ReadonlySet<string>): string {
  const base = nameFrom(title) || 'copy'
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? base : `${base}-${at}`
    if (!taken.has(name)) return name
  }
}

async function put(
  ctx: Ctx,
  tx: Database,
  { place, definition, basedOn, words }: { place: Place; definition: Definition; basedOn: string; words: string },
): Promise<void> {
  await insertDefinition(tx, {
    ...place,
    name: definition.name,
    version: definition.version,
    based_on: basedOn,
    content: JSON.stringify(definition),
    content_mark: fingerprint(definition),
    words,
    ...deedOf(ctx.actor, ctx.clock.now()),
  })
  await ctx.audit(tx, 'framework.define', `framework ${definition.name} version ${definition.version}`, {
    owner: place.owner,
    targets: definition.targets.length,
  })
}

/** Copies a framework, to be changed: assessments that were made on the one it is of stay with that. */
export async function copyDefinition(
  ctx: Ctx,
  { owner, from, title }: DefinitionToCopy,
): Promise<Result<{ name: string }, CopyRefusal>> {
  const place = await placeOf(ctx, owner)
  if (!place.ok || !mayDo(ctx.scope, 'framework.define') || !mayChange(ctx, place.value)) return nowhere()
  const said = title.trim()
  if (said === '' || said.length > 120) return refused('title', 'Give the copy a title of at most 120 characters.')
  const wrong = refuseWords(said, '', false)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, place.value.commissioner)
    const held = { ...ctx, db: tx }
    const source = latestNamed(await definitionsFor(held, place.value), from)
    if (!source) return nowhere()
    const all = await listDefinitions(held)
    const name = freeName(said, new Set(all.map(({ definition }) => definition.name)))
    const { name: sourceName, version } = source.definition
    const definition = { ...source.definition, name, title: said, version: 1, source: 'choice' as const }
    await put(ctx, tx, {
      place: place.value,
      definition,
      basedOn: `${sourceName} ${version}`,
      words: `Copied from “${source.definition.title}”`,
    })
    return ok({ name })
  })
}

const changeWords = (change: DefinitionChange): string => {
  switch (change.kind) {
    case 'wording':
      return `Wording of ${change.ref}`
    case 'weight':
      return `Weight and value of ${change.ref}`
    case 'threshold':
      return `Threshold of ${change.ref}: ${change.threshold}`
    case 'remove':
      return `${change.ref} taken out`
    case 'add':
      return `A target of level ${change.level} added`
    case 'needed':
      return `Level ${change.level} needs ${change.needed}% of its targets`
  }
}

/** Changes one thing of a copy: the next version of it. Earlier versions stay, and so do assessments made on them. */
export async function changeCopy(
  ctx: Ctx,
  { owner, name, change }: { readonly owner: string; readonly name: string; readonly change: DefinitionChange },
): Promise<Result<{ version: number }, DefineRefusal>> {
  const found = latestNamed(
    (await listDefinitions(ctx)).filter((each) => each.owner === owner),
    name,
  )
  if (!found?.owner || !found.commissioner || !mayDo(ctx.scope, 'framework.define')) return nowhere()
  const place = { owner: found.owner, commissioner: found.commissioner }
  if (!mayChange(ctx, place)) return nowhere()
  const wrong = 'words' in change ? refuseWords(change.words.trim(), 'Say what the target is.', true) : undefined
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockOwner(tx, place.commissioner)
    const last = latestNamed(
      (await listDefinitions({ ...ctx, db: tx })).filter((each) => each.owner === place.owner),
      name,
    )!
    const version = last.definition.version + 1
    const changed = changeDefinition(last.definition, change, version)
    if (!changed.ok) return changed
    const basedOn = `${name} ${last.definition.version}`
    await put(ctx, tx, { place, definition: changed.value, basedOn, words: changeWords(change) })
    return ok({ version })
  })
}
