import { toPlainDate } from '#shared'
import { expect, test } from 'vitest'
import { derivePointOfDelivery } from './derive-point-of-delivery.ts'
import { priceRules } from './price-rules.view.ts'

const { codes, pointsOfDelivery } = priceRules()
const known = pointsOfDelivery.map(({ code }) => code)
const day = toPlainDate('2007-05-01')

test.each([
  ['WF01A', '950', 'OPFUPSPNCL'],
  ['WF01A', '300', 'OPFUPSPCL'],
  ['WF02A', '560', 'OPFUPMPNCL'],
  ['WF01B', '100', 'OPFASPCL'],
  ['WF02B', '300', 'OPFAMPCL'],
  ['WF02B', '900', 'OPFAMPNCL'],
  ['WF01B', '960', 'OPFASPNCL'],
  ['WF01B', '899', 'OPFASPCL'],
  ['WF01C', '300', 'NF2FFUP'],
  ['WF02D', '950', 'NF2FFA'],
  ['FZ04C', '950', 'OPPROC'],
  ['UZ01Z', '300', undefined],
])('an outpatient line with HRG %s and main specialty %s is %s', (hrg, mainSpecialty, pod) => {
  const derived = derivePointOfDelivery({ setting: 'outpatient', hrg, mainSpecialty }, codes)
  expect(derived).toBe(pod)
  if (derived) expect(known).toContain(derived)
})

test.each([
  ['2', '11', '2007-05-01', 'DC'],
  ['2', '11', '2007-05-02', 'EL'],
  ['1', '12', '2007-05-03', 'EL'],
  ['1', '21', '2007-05-03', 'NEL'],
  ['1', '2B', '2007-05-03', 'NEL'],
  ['1', '31', '2007-05-03', 'NELNE'],
  ['1', '83', '2007-05-03', 'NELNE'],
  ['3', '11', '2007-05-01', 'RADAY'],
  ['4', '11', '2007-05-02', 'RANIGHT'],
  ['1', '99', '2007-05-02', undefined],
])(
  'patient classification %s, admission method %s, discharged %s is %s',
  (patientClassification, admissionMethod, end, pod) => {
    const facts = {
      setting: 'admitted',
      patientClassification,
      admissionMethod,
      startDate: day,
      endDate: toPlainDate(end),
    } as const
    expect(derivePointOfDelivery(facts, codes)).toBe(pod)
  },
)

test('an emergency stay paid as a short stay is NELST', () => {
  const facts = {
    setting: 'admitted',
    patientClassification: '1',
    admissionMethod: '21',
    startDate: day,
    endDate: day,
    isShortStay: true,
  } as const
  expect(derivePointOfDelivery(facts, codes)).toBe('NELST')
})

test('the 81 national points of delivery are each mapped once (points-of-delivery.yaml, rules.yaml)', () => {
  expect(known).toHaveLength(81)
  expect(new Set(known).size).toBe(81)
})
