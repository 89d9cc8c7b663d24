import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packagePath } from '#platform'
import { expect, test } from 'vitest'
import { shippedRules } from '../rules/catalogue.view.ts'
import { ruleDocuments } from './rule-document.ts'

const folder = packagePath('docs', 'rules')

test('the pages of docs/rules are those that the rules make now: write them anew with scripts/write-rule-pages.ts', () => {
  const pages = ruleDocuments(shippedRules())
  expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted())
  const stale = [...pages].filter(([name, text]) => readFileSync(join(folder, name), 'utf8') !== text)
  expect(stale.map(([name]) => name)).toEqual([])
})
