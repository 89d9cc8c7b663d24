interface NewAccount {
  readonly userId: string
  readonly providerId: string
}

interface Around {
  readonly context: {
    readonly internalAdapter: { findAccounts(userId: string): Promise<readonly { readonly providerId: string }[]> }
  }
}

/**
 * Before an identity provider's account is bound to somebody. One of each provider: addresses are given to somebody else when
 * their owner leaves, and the next owner must not become the last one. Of its tokens nothing is kept: they open doors that are
 * none of ours.
 */
export async function bindProvider<Given extends NewAccount>(account: Given, around: Around | null) {
  if (account.providerId === 'credential') return undefined
  const bound = (await around?.context.internalAdapter.findAccounts(account.userId)) ?? []
  if (bound.some(({ providerId }) => providerId === account.providerId)) return false
  return { data: { ...account, accessToken: null, refreshToken: null, idToken: null } }
}
