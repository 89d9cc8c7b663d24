/** What the point of delivery of a line follows from where the layout does not say it. */
export interface PodFacts {
  readonly hrg: string
  readonly patientClassification: string
  readonly admissionMethod: string
  readonly startDate: string
  readonly endDate: string
  readonly firstAttendance: string
  readonly mainSpecialty: string
}

const emergencies = new Set(['21', '22', '23', '24', '25', '28', '2A', '2B', '2C', '2D'])
const otherwise = new Set(['31', '32', '81', '82', '83', '84', '89', '98', '99'])

/**
 * The point of delivery of a stay (national PbR definitions): a day case that stays the night is an ordinary elective;
 * admission methods 11 to 13 are elective, 21 to 28 and 2A to 2D emergencies, the rest other non-elective.
 */
export function podOfStay(facts: PodFacts): string {
  const { patientClassification: kind, admissionMethod: method } = facts
  if (kind === '3') return 'RADAY'
  if (kind === '4') return 'RANIGHT'
  if (kind === '2' && facts.startDate === facts.endDate) return 'DC'
  if (emergencies.has(method)) return 'NEL'
  if (otherwise.has(method)) return 'NELNE'
  return kind === '2' || /^1[1-3]$/.test(method) ? 'EL' : ''
}

/** Main specialties 560 and 900 to 960 are midwives, nurses and allied professions: not led by a consultant. */
const isConsultantLed = (specialty: string): boolean =>
  specialty !== '560' && !(/^9\d\d$/.test(specialty) && Number(specialty) <= 960)

const professionals = (hrg: string): string => (hrg.startsWith('WF02') ? 'MP' : 'SP')

function isFollowUp({ hrg, firstAttendance }: PodFacts): boolean {
  if (/^WF0[12][AC]$/.test(hrg)) return true
  return !/^WF0[12][BD]$/.test(hrg) && (firstAttendance === '2' || firstAttendance === '4')
}

/** The point of delivery of an outpatient attendance: WF01A with main specialty 950 is OPFUPSPNCL. */
export function podOfAttendance(facts: PodFacts): string {
  const { hrg, firstAttendance, mainSpecialty } = facts
  const followUp = isFollowUp(facts)
  if (hrg !== '' && !/^(WF|UZ)/.test(hrg)) return 'OPPROC'
  if (/^WF0[12][CD]$/.test(hrg) || firstAttendance === '3' || firstAttendance === '4')
    return followUp ? 'NF2FFUP' : 'NF2FFA'
  return `${followUp ? 'OPFUP' : 'OPFA'}${professionals(hrg)}${isConsultantLed(mainSpecialty) ? 'CL' : 'NCL'}`
}
