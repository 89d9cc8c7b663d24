/** Where a challenge is seen, and what of it. */
export const challengeAddress = (reference: string, of = ''): string => `/challenges/${reference}${of && `/${of}`}`
export const itemAddress = (reference: string, itemNo: number): string => challengeAddress(reference, `items/${itemNo}`)
export const replyAddress = (reference: string, itemNo?: number): string =>
  challengeAddress(reference, itemNo === undefined ? 'reply' : `reply/${itemNo}`)
