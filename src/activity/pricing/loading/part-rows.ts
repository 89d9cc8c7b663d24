import { type Pence, formatPence, roundHalfUp, toPence } from '#shared'
import type { SheetRow } from '#platform'
import type { ApcPrice, PartName, TariffParts } from '../lists/tariff.ts'
import { type RowReader, type SheetContext, rowReader } from './row-reader.ts'

type Item<Part extends PartName> = TariffParts[Part][number]

/** How a row of one part is read, by which code it is known, and what that code looks like. */
interface PartReading<Part extends PartName> {
  readonly code: string
  readonly pattern: RegExp
  readonly codeWords: string
  read(row: RowReader, code: string, warn: (words: string) => void): Item<Part>
}

/** HRG v3.5 (`H04`) and HRG4 (`AA22C`). */
const hrgPattern = /^[A-Z][A-Z0-9]{2,5}$/
const hrgWords = 'is not an HRG: write it like AA22C or H04'

/** Of a non-elective price, in whole pounds, half up: 30% of £2,405 is £722. */
export function shortStayFromShare(nonElectivePence: Pence, shareBp: number): Pence {
  return toPence(Number(roundHalfUp(BigInt(nonElectivePence) * BigInt(shareBp), 1_000_000n)) * 100)
}

function shortStayOf(row: RowReader, nonElective: Pence | null, code: string, warn: (words: string) => void) {
  const shortStayApplies = row.yes('short_stay_applies')
  const shortStayBp = row.share('short_stay_percent')
  const given = row.price('short_stay')
  const worked = nonElective === null || shortStayBp === null ? null : shortStayFromShare(nonElective, shortStayBp)
  if (shortStayApplies && given !== null && worked !== null && given !== worked) {
    warn(
      `HRG ${code}: the short stay price is ${formatPence(given)}, but ${shortStayBp! / 100}% of the non-elective price is ` +
        `${formatPence(worked)}; the price given is used`,
    )
  }
  if (shortStayApplies && given === null && worked === null && nonElective !== null) {
    warn(
      `HRG ${code}: a short stay price applies but neither it nor its percentage is given; short stays get the full price`,
    )
  }
  return { shortStayApplies, shortStayBp, shortStayPence: given ?? (shortStayApplies ? worked : null) }
}

function readApc(row: RowReader, hrg: string, warn: (words: string) => void): ApcPrice {
  const nonElectivePence = row.price('non_elective')
  return {
    hrg,
    name: row.text('name'),
    outpatientProcedurePence: row.price('outpatient_procedure'),
    combinedPence: row.price('combined'),
    dayCasePence: row.price('day_case'),
    electivePence: row.price('elective'),
    electiveTrimDays: row.days('elective_trim_days'),
    nonElectivePence,
    nonElectiveTrimDays: row.days('non_elective_trim_days'),
    perDayPence: row.price('per_day'),
    ...shortStayOf(row, nonElectivePence, hrg, warn),
  }
}

const readings: { readonly [Part in PartName]: PartReading<Part> } = {
  apc: { code: 'hrg', pattern: hrgPattern, codeWords: hrgWords, read: readApc },
  outpatient: {
    code: 'tfc',
    pattern: /^[A-Z0-9]{3,4}$/,
    codeWords: 'is not a treatment function code: write it like 101',
    read: (row, tfc) => ({
      tfc,
      firstSinglePence: row.price('first_single'),
      firstMultiPence: row.price('first_multi'),
      followUpSinglePence: row.price('follow_up_single'),
      followUpMultiPence: row.price('follow_up_multi'),
    }),
  },
  emergency: {
    code: 'hrg',
    pattern: hrgPattern,
    codeWords: hrgWords,
    read: (row, hrg) => ({ hrg, type12Pence: row.price('type_1_2'), type3Pence: row.price('type_3') }),
  },
  marketForces: {
    code: 'provider',
    pattern: /^[A-Z0-9]{3,6}$/,
    codeWords: 'is not a provider code: write it like RAL',
    read: (row, provider) => ({ provider, mffMicro: row.factor('mff') }),
  },
  topUps: {
    code: 'service_code',
    pattern: /^[A-Z0-9]{2,12}$/,
    codeWords: 'is not a service code: write it like NCBPS08S',
    read: (row, serviceCode) => ({ serviceCode, rateBp: row.share('rate') ?? 0 }),
  },
}

export interface PartRows<Part extends PartName> {
  readonly items: Item<Part>[]
  readonly warnings: string[]
}

/** A row of a national file without a figure beside its first cells is a title or a footnote, not a price. */
const isNote = ({ columns }: SheetContext, row: SheetRow, codeField: string): boolean =>
  [...columns].every(([field, { at }]) => field === codeField || field === 'name' || !/\d/.test(row.cells[at] ?? ''))

/** Reads the rows of one part; what is wrong with them is in the context's faults afterwards. */
export function readPart<Part extends PartName>(
  part: Part,
  sheet: SheetContext,
  rows: readonly SheetRow[],
): PartRows<Part> {
  const reading: PartReading<Part> = readings[part]
  const items = new Map<string, Item<Part>>()
  const warnings: string[] = []
  for (const row of rows) {
    const reader = rowReader(sheet, row)
    const code = reader.code(reading.code)
    if (!reading.pattern.test(code)) {
      if (sheet.isNational && isNote(sheet, row, reading.code)) continue
      reader.fault(reading.code, code ? `“${code}” ${reading.codeWords}` : 'the code is missing')
    } else if (items.has(code)) {
      reader.fault(reading.code, `${code} is there twice; keep one of the rows`)
    } else {
      items.set(
        code,
        reading.read(reader, code, (words) => warnings.push(`${sheet.name}, row ${row.number}: ${words}.`)),
      )
    }
  }
  return { items: [...items.values()], warnings }
}
