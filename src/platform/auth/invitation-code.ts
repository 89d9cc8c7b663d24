import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base 32: no letter that could be read as a figure or as another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 128 bits in 26 letters, four by four, to be read over the telephone or copied from paper. */
export function newInvitationCode(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`)
  let code = ''
  for (let at = 0; at < 26; at += 1) {
    code = letters[Number(bits & 31n)]! + code
    bits >>= 5n
  }
  return code.match(/.{1,4}/g)!.join('-')
}

/** As typed by somebody: small letters, blanks, and the letters that look like figures. */
export const readInvitationCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** What is kept of a code. Nobody can try 2¹²⁸ of them, so a plain hash tells nothing. */
export const invitationHash = (typed: string): string =>
  createHash('sha256')
    .update(`invitation ${readInvitationCode(typed)}`)
    .digest('hex')
