import { z } from 'zod'

export const ownerOption = {
  flag: '--owner <code>',
  words: 'the group or commissioner whose it is',
  required: true,
} as const
export const anyOwnerOption = { flag: '--owner <code>', words: 'only of this group or commissioner' } as const
export const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
export const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()
