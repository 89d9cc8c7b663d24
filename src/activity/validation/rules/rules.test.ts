import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LakeBuilder, openBuilder } from '#lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedRules } from './catalogue.view.ts'
import { raisedBy } from './try-example.ts'

let builder: LakeBuilder
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'locality-rules-'))
  builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'temp') })
})

afterAll(async () => {
  await builder.close()
  rmSync(folder, { recursive: true, force: true })
})

// Here every file of reference/rules is read, and each of its examples is a test.
for (const rule of shippedRules()) {
  if (rule.kind === 'practice') continue
  describe(`${rule.code} ${rule.title}`, () => {
    for (const example of rule.examples)
      test(example.words, async () => {
        expect(await raisedBy(builder, rule, example)).toEqual(example.raises)
      })
  })
}
