import { z } from 'zod'
import { type Route, defineRoute, notFound } from '#ui'
import type { Assets } from '../assets.ts'

/** The style sheet, the script and the icon, by their hashed names. */
export const assetRoute = (assets: Assets): Route =>
  defineRoute({
    method: 'GET',
    path: '/assets/:name',
    permission: 'public',
    audit: null,
    input: z.object({ name: z.string().max(100) }),
    async handle(_ctx, { name }) {
      const asset = assets.find(name)
      return asset ? { kind: 'asset', ...asset } : notFound('There is no such file.')
    },
  })
