import { discloseTable } from '#shared'
import { describe, expect, test } from 'vitest'
import { chance } from '../../oracles/chance.ts'
import { guess } from './other-worlds.ts'
import { runSmallNumbers } from './run-small-numbers.ts'
import { smallWorld } from './small-world.ts'
import { narrowedStatementsOf, statementsOf } from './world-statements.ts'

describe('small numbers in many small worlds', () => {
  test('stand in no form of any statement, and cannot be told from all statements together', async () => {
    const { failures, secrets, secretsFromProgram, workbooks } = await runSmallNumbers({ count: 2_000, seed: 20071001 })
    expect(failures).toEqual([])
    expect([secrets > 1_000, secretsFromProgram > 5, workbooks > 10]).toEqual([true, true, true])
  }, 60_000)

  test('could be told by the plain national rule: the search finds what it must', async () => {
    expect((await runSmallNumbers({ count: 2_000, seed: 3 })).toldByPlainRule).toBeGreaterThan(0)
  }, 60_000)

  test('could be told if statements could be narrowed: that is why they cannot', () => {
    const chances = chance(77)
    let told = 0
    for (let at = 0; at < 20; at++) {
      const world = smallWorld(chances)
      const all = [...statementsOf(world), ...narrowedStatementsOf(world)]
      const published = all.map((one) => ({ ...one, disclosed: discloseTable(one.table, 'hes') }))
      told += guess(world, published, 'hes').told.length
    }
    expect(told).toBeGreaterThan(0)
  })
})
