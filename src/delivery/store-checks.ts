import { type Check, type Ctx, journalCheck } from '#platform'

async function keyProblems(ctx: Ctx): Promise<string[]> {
  const readings = (['pseudonym', 'vault'] as const).map((name) =>
    ctx.folder.key(name).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    ),
  )
  return (await Promise.all(readings)).flat()
}

export const storeChecks: readonly Check[] = [{ name: 'the keys are there and whole', run: keyProblems }, journalCheck]
