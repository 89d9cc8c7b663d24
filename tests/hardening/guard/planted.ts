import type { Chance } from '../../oracles/chance.ts'

/** A text somebody might type or send, with one NHS number in it. */
export interface Planted {
  readonly text: string
  /** How it was written, for the tally of what was missed. */
  readonly way: string
}

/** A number that could be given out: first digits in use, and a check digit that fits. Counted here, not by the product. */
export function anyNhsNumber(chances: Chance): string {
  for (;;) {
    const nine = chances.pick(['4', '4', '6', '7', '999']) + String(chances.whole(0, 99_999_999)).padStart(8, '0')
    const digits = Array.from(nine.slice(0, 9), Number)
    const sum = digits.reduce((total, digit, at) => total + digit * (10 - at), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return digits.join('') + check
  }
}

const cut = (digits: string, sign: string): string =>
  [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(sign)

/** How people, programs and forms write the ten digits. */
const ways: Readonly<Record<string, (digits: string) => string>> = {
  together: (digits) => digits,
  spaces: (digits) => cut(digits, ' '),
  hyphens: (digits) => cut(digits, '-'),
  stops: (digits) => cut(digits, '.'),
  'hard spaces': (digits) => cut(digits, '\u00a0'),
  'thin spaces': (digits) => cut(digits, '\u2009'),
  dashes: (digits) => cut(digits, '–'),
  'two spaces': (digits) => cut(digits, '  '),
  tabs: (digits) => cut(digits, '\t'),
  'spaced hyphens': (digits) => cut(digits, ' - '),
  'split cells': (digits) => cut(digits, ','),
  'over a line end': (digits) => `${digits.slice(0, 3)} ${digits.slice(3, 6)}\n${digits.slice(6)}`,
  'full-width digits': (digits) => String.fromCodePoint(...[...digits].map((digit) => 0xff10 + Number(digit))),
  'zero-width spaces': (digits) => cut(digits, '\u200b'),
  'five and five': (digits) => `${digits.slice(0, 5)} ${digits.slice(5)}`,
  'three and seven': (digits) => `${digits.slice(0, 3)} ${digits.slice(3)}`,
  'six and four': (digits) => `${digits.slice(0, 6)} ${digits.slice(6)}`,
  'in pairs': (digits) => digits.match(/../g)!.join(' '),
  'one by one': (digits) => [...digits].join(' '),
}

/** What stands around it; `#` is its place. */
const sentences = [
  '#',
  'NHS number: #',
  'NHS No. # was seen twice',
  'nhs# please check',
  'Patient # was readmitted on 3 October',
  'pt #, see letter',
  'We do not recognise # as ours.',
  'This is not our patient (#); registered elsewhere since May.',
  'Please check line L000123, number #, billed at £1,200.00.',
  'Re: Mrs Smith, #, attendance on 12/10/2007',
  'Duplicate of the attendance for #.',
  'Billed twice for #; the second on 2007-10-12 at £350.50',
  'The practice says that # died in August; invoice 20071.',
  'See #',
  '"#"',
  'Referred by Dr Jones. #. Did not attend.',
  'mother of #',
  'DOB 12/03/1950 NHS # EL HRG E01',
  'Line 4: # / HN12F / 2 nights',
  'id=#',
  'Trust says # is theirs, tel. 01632 960123',
  'the invoice names a patient: #',
  'order for Mr Brown #',
  'E84001 # DC',
]

/** Text with a number in it, in one of the ways above. What runs into letters is not also cut by other signs. */
export function plantedText(chances: Chance): Planted {
  const way = chances.pick(Object.keys(ways))
  const number = ways[way]!(anyNhsNumber(chances))
  const sentence = chances.pick(sentences)
  const before = chances.often(0.3) ? 'Thank you for the list of 12 October.\n' : ''
  const after = chances.often(0.3) ? ' Kind regards, the practice' : ''
  return { text: `${before}${sentence.replace('#', number)}${after}`, way }
}
