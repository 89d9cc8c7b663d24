import type { HoldingMode } from './small-numbers.ts'

const modeNotes: Readonly<Record<HoldingMode, readonly string[]>> = {
  hes: [
    'Small numbers are held back (mode hes): a count of 1 to 7, and the money it rests on, is shown as *; nought stays; ' +
      'other counts are rounded to the nearest 5, totals from their own true total, so rows do not add up to them. ' +
      'Another figure is shown as * where it would give a small one away.',
    'Money is that of the rounded count, to the nearest £1,000 or coarser where a line costs more.',
  ],
  strict: [
    'Small numbers are held back (mode strict): a count of 1 to 7, and the money it rests on, is shown as *, and so is ' +
      'the next larger count where the total would give it away; other figures are exact.',
  ],
}

/** What a table says of what is held back in it; printed on the page and in every file that can carry notes. */
export const smallNumbersNotes = (mode: HoldingMode, isWithheld: boolean): readonly string[] =>
  isWithheld
    ? [`Small numbers are held back (mode ${mode}): this table shows activity line by line, so none of it is shown.`]
    : modeNotes[mode]
