/**
 * First digits of the numbers that are given out, as looked up in November 2026: England, Wales and the Isle of Man 400 to 499 and
 * 600 to 799; England also 300 to 319; Health and Care Numbers of Northern Ireland 320 to 399; 999 for tests, and the examples
 * of the documents (943 476 5919, 987 654 3210) also under 9. Sources: the national profile of the NHS number for message exchange
 * (400 to 499, 600 to 799, 999) and the encyclopaedia’s article “NHS number” (3). What the national data dictionary prescribes
 * is the form alone, so ranges may grow: a number of another range counts where the words beside it say that it is one.
 */
export const firstDigitsGivenOut: { readonly asOf: string; readonly digits: string } = {
  asOf: '2026-11',
  digits: '34679',
}
