import { Button, Details, FileField, Form, TextField } from '#ui'
import type { ReactNode } from 'react'

/** The form that loads one workbook or CSV file; a folder of plain files is loaded on the command line. */
export const TariffUpload = (): ReactNode => (
  <Details summary="Load a price list">
    <Form action="/tariffs" files>
      <TextField name="year" label="Financial year" hint="For example 2017/18" width={10} />
      <TextField
        name="from"
        label="First day it holds"
        hint="Leave empty for 1 April of the year. Otherwise for example 2017-10-01"
        width={10}
      />
      <FileField
        name="file"
        label="Workbook or CSV file"
        accept=".xlsx,.csv"
        hint="The national workbook, one of its sheets as CSV, or a plain file such as tariff-apc.csv"
      />
      <Button>Load price list</Button>
    </Form>
  </Details>
)
