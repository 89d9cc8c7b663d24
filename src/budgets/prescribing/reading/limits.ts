/** What the engine may take for a month: with what Node takes beside it a national month stays within a gigabyte. */
export const builderLimits = { threads: 2, memoryLimit: '600MB' } as const
