import { describe, expect, test } from 'vitest'
import { buildProgram } from '../../src/delivery/cli/build-program.ts'
import { commands } from '../../src/delivery/cli/commands.ts'
import { commandAction } from '../../src/delivery/cli/record-of.ts'
import { filesUnder, importsOf, isTest } from './source.ts'

const sources = filesUnder('src', /\.cli\.ts$/).filter(({ path }) => !isTest(path))

/** What is done to the stores is done by commands and jobs; opening, asking and listing are not. */
const writes = (text: string): boolean =>
  importsOf(text).some((name) => /(?<!read-journal)\.command\.ts$/.test(name)) ||
  /\b(changeSettings|enqueueJob|runJob|initDataFolder)\b/.test(text)

describe('the commands that can be typed', () => {
  test('each have an action of their own in the journal, which no other command could be taken for', () => {
    const actions = commands.map(commandAction)
    expect(actions.length).toBeGreaterThan(20)
    expect(new Set(actions).size).toBe(actions.length)
    for (const action of actions) {
      expect(action).toMatch(/^command(\.[a-z-]+)+$/)
      expect(action).not.toMatch(/\.ended$/)
    }
  })

  test('say so where they write, and do not say so where they only read', () => {
    const wrong = sources.filter(({ text }) => writes(text) && !/\bchanges: true\b/.test(text))
    expect(wrong.map(({ path }) => path)).toEqual([])
    expect(commands.filter(({ changes }) => changes).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['init', 'price', 'settings set', 'import activity', 'import withdraw']),
    )
    const reading = ['statement', 'lines', 'line', 'journal', 'access-report', 'settings', 'runs', 'verify', 'months']
    expect(commands.filter(({ name, changes }) => reading.includes(name) && changes)).toEqual([])
    expect(commands.filter(({ name }) => reading.includes(name))).toHaveLength(reading.length)
  })

  test('keep no secret in the journal: an option or argument that sounds like one is marked', () => {
    const secret = /pass(word|phrase|code)|secret|token|private/
    const told = commands.flatMap(({ name, options = [], arguments: given = [] }) => [
      ...options.filter(({ flag, unkept }) => secret.test(flag) && !unkept).map(({ flag }) => `${name} ${flag}`),
      ...given.filter((one) => secret.test(one.name) && !one.unkept).map((one) => `${name} ${one.name}`),
    ])
    expect(told).toEqual([])
  })

  test('say in their help that they are written down, and take a name for whoever types', () => {
    const program = buildProgram(commands, { version: '1', data: 'x' }, async () => undefined)
    for (const { name, changes } of commands) {
      const leaf = name.split(' ').reduce((at, word) => at.commands.find((each) => each.name() === word)!, program)
      let help = ''
      leaf.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
      expect(help, name).toContain('--as <name>')
      expect(help, name).toContain(changes ? 'It changes what is recorded.' : 'It changes nothing.')
      expect(help, name).toContain('is written into the journal')
    }
  })
})
