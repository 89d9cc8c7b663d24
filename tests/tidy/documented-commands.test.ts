import { expect, test } from 'vitest'
import { buildProgram } from '../../src/delivery/cli/build-program.ts'
import { commands } from '../../src/delivery/cli/commands.ts'
import { readTyped } from '../../src/delivery/cli/read-typed.ts'
import { filesUnder } from './source.ts'

interface Documented {
  readonly where: string
  readonly line: string
}

/** What stands in a document to be typed, without the words beside it that say what it does and where its answer is kept. */
const documented: readonly Documented[] = filesUnder('docs', /\.md$/).flatMap(({ path, text }) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('    locality '))
    .map((line) => ({ where: path, line: line.trim().replace(/(\s{2,}| > ).*$/, '') })),
)

const wordsOf = (line: string): string[] =>
  (line.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', '').replace(/^small\|.*/, 'small'))

/** What the program says against a line; nothing where it would do it. */
async function refusalOf({ line }: Documented): Promise<string | undefined> {
  let said: string | undefined = 'no command was found'
  const program = buildProgram(commands, { version: '1', data: 'work' }, async (command, typed) => {
    const read = readTyped(command, typed)
    said = read.ok ? undefined : read.message
  })
  try {
    await program.parseAsync(wordsOf(line), { from: 'user' })
    return said
  } catch (fault) {
    return String(fault)
  }
}

test('whatever a document tells somebody to type is taken by the program', async () => {
  expect(documented.length).toBeGreaterThan(70)
  const wrong = []
  for (const one of documented) {
    const refusal = await refusalOf(one)
    if (refusal !== undefined) wrong.push(`${one.where}: ${one.line}: ${refusal}`)
  }
  expect(wrong).toEqual([])
})
