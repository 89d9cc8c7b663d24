import type { LineColumn } from './line-column.ts'

/** The columns of a row of totals, which a provider sends beside its lines and which lines must add up to. */
export const totalColumns: readonly LineColumn[] = [
  {
    name: 'provider',
    type: 'code',
    needed: true,
    shape: '[A-Z0-9]{3,6}',
    words: 'a provider code',
  },
  {
    name: 'commissioner',
    type: 'code',
    needed: true,
    shape: '[A-Z0-9]{3,5}',
    words: 'a commissioner code',
  },
  { name: 'practice', type: 'code', shape: '[A-Z0-9]{3,8}', words: 'a practice code like E84001' },
  { name: 'tfc', type: 'national-code' },
  { name: 'service_category', type: 'short-code' },
  {
    name: 'service_code',
    type: 'code',
    shape: '[A-Z0-9/_-]{1,20}',
    words: 'a service code of at most 20 letters and digits',
  },
  {
    name: 'pod',
    type: 'code',
    needed: true,
    shape: '[A-Z0-9]{2,10}',
    words: 'a national point of delivery code',
  },
  { name: 'local_pod', type: 'text' },
  { name: 'tariff_code', type: 'code' },
  { name: 'national_tariff', type: 'yes-no' },
  { name: 'planned_units', type: 'units' },
  { name: 'planned_price', type: 'unit-price' },
  { name: 'planned_market_forces', type: 'unit-price' },
  { name: 'units', type: 'units' },
  { name: 'price', type: 'unit-price', needed: true },
  { name: 'market_forces', type: 'unit-price' },
  { name: 'month', type: 'month', needed: true },
  { name: 'snapshot', type: 'snapshot', needed: true },
]
