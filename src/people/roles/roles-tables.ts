import { type Role, type Table, permissions, roles } from '#shared'
import { placeWords, type Words } from '../posts/place-words.ts'
import { permissionWords } from './permission-words.ts'
import { identityWords, sightWords, smallNumberWords } from './sight-words.ts'

/** `a practice` without its article, for a list of places. */
const placesOf = (words: Words, { at }: Role): string =>
  at.map((place) => placeWords(words, place).replace(/^an? /, '')).join(', ')

const sightOf = (words: Words, role: Role): string =>
  [...new Set(role.at.map((place) => sightWords(words, role, place)))].join('; ')

/** How far each role sees. Made from the list that every request is held to, so it cannot say anything else. */
export const sightTable = (words: Words): Table => ({
  name: 'roles',
  caption: 'What each role sees',
  columns: [
    { key: 'role', label: 'Role', kind: 'text' },
    { key: 'words', label: 'For', kind: 'text' },
    { key: 'at', label: 'Held at', kind: 'text' },
    { key: 'sees', label: 'Sees', kind: 'text' },
    { key: 'identity', label: 'Who a patient is', kind: 'text' },
    { key: 'small_numbers', label: 'Small numbers', kind: 'text' },
    { key: 'restricted_codes', label: 'Codes restricted by law', kind: 'text' },
  ],
  rows: roles.map((role) => ({
    role: role.title,
    words: role.words,
    at: placesOf(words, role),
    sees: sightOf(words, role),
    identity: identityWords(role),
    small_numbers: role.detail === 'none' ? null : smallNumberWords[role.smallNumbers],
    restricted_codes: role.detail !== 'lines' ? null : role.seesRestrictedCodes ? 'Seen' : 'Taken out',
  })),
  notes: [
    'Codes restricted by law are those of HIV and other sexually transmitted infections, IVF, termination and gender.',
  ],
})

/** Everything that can be allowed, and the roles that it is allowed to. */
export const dutiesTable: Table = {
  name: 'duties',
  caption: 'What each role may do',
  columns: [
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'roles', label: 'Roles that may', kind: 'text' },
    { key: 'permission', label: 'Permission', kind: 'code' },
  ],
  rows: permissions.map((permission) => ({
    what: permissionWords[permission],
    roles: whoMay(roles.filter((role) => role.permissions.includes(permission))),
    permission,
  })),
}

function whoMay(may: readonly Role[]): string {
  return may.length === roles.length ? 'Every role' : may.map(({ title }) => title).join(', ') || 'None'
}
