import type { CommandOption } from '#terminal'

export const monthOption: CommandOption = {
  flag: '--month <month>',
  words: 'the month billed, like 2007-10',
  required: true,
}

/** The four ways to narrow; “none” asks for what carries no code. */
export const filterOptions: readonly CommandOption[] = [
  { flag: '--practice <code>', words: 'only lines of this practice (none: lines that name no practice)' },
  { flag: '--group <code>', words: 'only lines of this group (none: lines of practices in no group)' },
  { flag: '--provider <code>', words: 'only lines of this provider' },
  { flag: '--pod <code>', words: 'only lines of this point of delivery' },
]
