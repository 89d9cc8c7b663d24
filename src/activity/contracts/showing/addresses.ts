interface Named {
  readonly reference: string
  readonly commissioner: string
}

/** A reference is a commissioner's own: the address names both. */
export const contractAddress = ({ reference, commissioner }: Named): string =>
  `/contracts/${reference}?commissioner=${commissioner}`

/** Where the form sends: it takes nothing from its address, so the commissioner is one of its fields. */
export const endAction = ({ reference }: Pick<Named, 'reference'>): string => `/contracts/${reference}/end`

export const endAddress = ({ reference, commissioner }: Named): string =>
  `/contracts/${reference}/end?commissioner=${commissioner}`

export const proposalAddress = (proposalNo: number): string => `/contract-files/${proposalNo}`

export const contractCrumbs = [
  { text: 'Home', href: '/' },
  { text: 'Contracts', href: '/contracts' },
] as const
