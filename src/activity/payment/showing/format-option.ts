import type { CommandOption } from '#terminal'
import { tableFormats } from '#tables'
import { z } from 'zod'

export const formatOption: CommandOption = {
  flag: '--format <format>',
  words: 'how it is written',
  choices: ['text', ...tableFormats],
}
export const formatInput = z.enum(['text', ...tableFormats]).optional()
export const monthOption: CommandOption = {
  flag: '--month <month>',
  words: 'the month billed, like 2007-10',
  required: true,
}
export const commissionerOption: CommandOption = {
  flag: '--commissioner <code>',
  words: 'whose bills, where there are several',
}
