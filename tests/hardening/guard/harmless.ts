import type { Chance } from '../../oracles/chance.ts'
import type { Planted } from './planted.ts'

const digits = (chances: Chance, count: number): string =>
  Array.from({ length: count }, () => chances.whole(0, 9)).join('')
const letters = (chances: Chance, count: number): string =>
  Array.from({ length: count }, () => chances.pick([...'ABCDEFGHJKLMNPQRSTVWXY'])).join('')
const first = (chances: Chance): string => String(chances.whole(1, 9))

const phones = [
  (chances: Chance) => `01${digits(chances, 2)}2 ${digits(chances, 6)}`,
  (chances: Chance) => `020 7${digits(chances, 3)} ${digits(chances, 4)}`,
  (chances: Chance) => `0161 ${digits(chances, 3)} ${digits(chances, 4)}`,
  (chances: Chance) => `07${digits(chances, 3)} ${digits(chances, 6)}`,
  (chances: Chance) => `07${digits(chances, 9)}`,
  (chances: Chance) => `(0121) 496 ${digits(chances, 4)}`,
  (chances: Chance) => `+44 20 7946 ${digits(chances, 4)}`,
  (chances: Chance) => `+44 7${digits(chances, 9)}`,
  (chances: Chance) => `0044 1632 ${digits(chances, 6)}`,
  (chances: Chance) => `0800 ${digits(chances, 3)} ${digits(chances, 3)}`,
]

const tenDigits = (chances: Chance): string => first(chances) + digits(chances, 9)

/** Numbers of something else, as they stand in letters, comments and tables. */
const kinds: Readonly<Record<string, (chances: Chance) => string>> = {
  'practice code': (chances) => `${letters(chances, 1)}${digits(chances, 5)}`,
  'provider and site code': (chances) => `R${letters(chances, 2)} R${letters(chances, 2)}${digits(chances, 2)}`,
  'many practice codes': (chances) =>
    Array.from({ length: 6 }, () => `${letters(chances, 1)}${digits(chances, 5)}`).join(', '),
  phone: (chances) => `${chances.pick(['Tel. ', 'Phone: ', '', 'ring ', 'T: '])}${chances.pick(phones)(chances)}`,
  'two phones': (chances) => `tel ${chances.pick(phones)(chances)} or ${chances.pick(phones)(chances)}`,
  'invoice of ten digits': (chances) =>
    `${chances.pick(['invoice', 'Invoice no.', 'inv', 'our invoice number', 'Invoice:', 'INV'])} ${tenDigits(chances)}`,
  'invoice run together': (chances) => `INV${tenDigits(chances)}`,
  invoices: (chances) => `invoices ${tenDigits(chances)}, ${tenDigits(chances)} and ${tenDigits(chances)}`,
  'invoice in groups': (chances) => `invoice ${digits(chances, 4)}-${digits(chances, 6)}`,
  order: (chances) => `${chances.pick(['PO', 'order', 'purchase order no'])} ${tenDigits(chances)}`,
  account: (chances) =>
    `sort code ${digits(chances, 2)}-${digits(chances, 2)}-${digits(chances, 2)} account ${digits(chances, 8)}`,
  booking: (chances) => `UBRN ${digits(chances, 4)} ${digits(chances, 4)} ${digits(chances, 4)}`,
  amount: (chances) => `£${chances.whole(1, 999)},${digits(chances, 3)},${digits(chances, 3)}.${digits(chances, 2)}`,
  'amount in pence': (chances) => `${tenDigits(chances)} pence`,
  period: (chances) => `from ${chances.whole(1, 28)}/10/2007 to ${chances.whole(1, 28)}/11/2007`,
  'days and times': (chances) =>
    `2007-10-${10 + chances.whole(0, 18)} ${10 + chances.whole(0, 13)}:${10 + chances.whole(0, 49)}:00`,
  'line number': (chances) => `line L${digits(chances, 6)} of RAL`,
  'long reference': (chances) => `B${digits(chances, 34)}`,
  doctor: (chances) => `GMC ${digits(chances, 7)}`,
  postcode: (chances) => `${letters(chances, 2)}${digits(chances, 1)} ${digits(chances, 1)}${letters(chances, 2)}`,
  groups: (chances) =>
    `${letters(chances, 2)}${digits(chances, 2)}${letters(chances, 1)} 250 lines, ${digits(chances, 3)} of ${digits(chances, 4)}`,
  counts: (chances) =>
    `in 2007/08 there were ${digits(chances, 3)} first, ${digits(chances, 3)} follow-up, ${digits(chances, 4)} in all`,
}

const around = [
  '#',
  'Please see #.',
  'We dispute # in full.',
  'Agreed with the trust: #; credit to follow.',
  'Our contact is #, thank you.',
]

/** Text about the bill with a number in it that is nobody's. */
export function harmlessText(chances: Chance): Planted {
  const way = chances.pick(Object.keys(kinds))
  return { text: chances.pick(around).replace('#', kinds[way]!(chances)), way }
}
