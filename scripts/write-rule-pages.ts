// Writes docs/rules from reference/rules: node scripts/run.mjs scripts/write-rule-pages.ts
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shippedRules } from '../src/activity/validation/rules/catalogue.view.ts'
import { ruleDocuments } from '../src/activity/validation/showing-rules/rule-document.ts'

const folder = fileURLToPath(new URL('../docs/rules', import.meta.url))
const pages = ruleDocuments(shippedRules())
await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) if (!pages.has(name)) await rm(join(folder, name))
for (const [name, text] of pages) await writeFile(join(folder, name), text)
process.stdout.write(`${pages.size} pages of rules written.\n`)
