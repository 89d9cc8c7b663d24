import type { z } from 'zod'

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

const named = (issue: RawIssue): string => `“${String(issue.path?.[0] ?? 'this')}”`

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  date: 'a date',
  boolean: 'yes or no',
  array: 'a list',
}

function typeMessage(issue: RawIssue): string {
  if (issue.input === undefined || issue.input === '') return `${named(issue)} is missing. Give it and try again.`
  const kind = 'expected' in issue ? kinds[String(issue.expected)] : undefined
  return kind ? `${named(issue)} must be ${kind}.` : `${named(issue)} cannot be understood.`
}

/** What is wrong with a value, in plain words, where its schema does not say it better. */
export function plainMessage(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue)
    case 'invalid_value':
      return `${named(issue)} must be one of: ${issue.values.join(', ')}.`
    case 'too_small':
      return `${named(issue)} is too short or too small.`
    case 'too_big':
      return `${named(issue)} is too long or too large.`
    default:
      return `${named(issue)} cannot be understood.`
  }
}
