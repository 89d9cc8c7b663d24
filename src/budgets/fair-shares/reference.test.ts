import { podNames } from '#activity/pricing'
import { lineNamed, lineOfPod, lineTitle, serviceLines } from '#budgets/envelope'
import { toFinancialYear } from '#shared'
import { describe, expect, test } from 'vitest'
import { fairShareRules } from './policy/fair-share-rules.view.ts'
import { prescribingUnits } from './weights/prescribing-units.view.ts'

// Loads every file of reference/budgets that these two rooms keep: service-lines.yaml, prescribing-units.yaml and fair-shares.yaml.
describe('what is kept as data', () => {
  test('service lines have every national point of delivery once', async () => {
    const all = serviceLines().flatMap(({ pods }) => pods)
    expect(all.toSorted()).toEqual([...(await podNames()).keys()].toSorted())
    expect(['EL', 'NELST', 'AE', 'UNBRAD', 'YOC', 'NEVER-HEARD'].map(lineOfPod)).toEqual([
      'planned',
      'emergency-short',
      'emergency-department',
      'imaging',
      'other-hospital',
      'other-hospital',
    ])
  })

  test('a line is known by its code, its title and other words for it, whatever the capitals', () => {
    expect(
      ['A&E', 'planned', 'Planned  stays and day cases', 'GP PRESCRIBING', 'mental health'].map(lineNamed),
    ).toEqual(['emergency-department', 'planned', 'planned', 'prescribing', 'mental-health'])
    expect([lineNamed('hospital at home'), lineTitle('Hospital at home')]).toEqual([undefined, 'Hospital at home'])
  })

  test('prescribing units weigh every band of both sexes', () => {
    expect(prescribingUnits().length).toBeGreaterThan(25)
    for (const { code, weights } of prescribingUnits()) expect(weights, code).toHaveLength(18)
  })

  test('the rules of a year are those that held on its first day', () => {
    expect(fairShareRules(toFinancialYear('2008/09'))).toMatchObject({
      fewestEvents: 5,
      months: 12,
      floorPercent: null,
    })
  })
})
