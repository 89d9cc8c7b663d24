import { z } from 'zod'

/** How a table is written to the terminal. */
export const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
export const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()
