import type { World } from '../world/world.ts'

/** Says beside the files that nothing in them is real. */
export const readMe = (world: World, size: string): string => `SYNTHETIC DATA - NOBODY IN THESE FILES EXISTS

${world.commissioner.name}: an invented commissioner with ${world.groups.length} groups, ${world.practices.length} practices and
${world.providers.length} providers, made by: locality demo --size ${size} --seed ${world.seed}
The same command makes the same files.

Practices, providers, people, prices and bills are invented. Patient numbers are of the range 999 000 0000 to 999 999 9999, which
is never issued to anybody. Codes of practices and providers were never issued either.

organisations.csv, memberships.csv, list-sizes.csv   who there is, who belonged to whom when, how many people were registered
tariff-YYYY-YY/                                       invented national prices of a year
local-prices.csv                                      prices agreed with a provider
contracts.csv, calendar.csv, follow-up-caps.csv,
multi-professional.csv, quality-measures.csv          what was agreed with each provider, and how it did
contract-plan.csv                                     what was planned: made from the first months that were billed
activity-YYYY-MM-flex.csv, -freeze.csv                the bills of a month at its first and at its last snapshot
epd-YYYY-MM.csv                                       what was prescribed, in the layout of the national prescribing data
envelope.csv, need-index.csv, age-weights.csv         the money of the last year by line, how needy each practice's patients are, and what
                                                      patients of each age cost
answer-key.csv                                        every mistake planted in the bills, with the amount it should have been
`
