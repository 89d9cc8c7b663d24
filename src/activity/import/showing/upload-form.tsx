import type { ReactNode } from 'react'
import { Button, CheckboxField, FileField, Form, RadioField, SelectField } from '#ui'

export const layouts = [
  { value: 'auto', text: 'Known from its header' },
  { value: 'plain', text: 'Plain activity file' },
  { value: 'acm', text: 'Aggregate contract monitoring (ACM)' },
  { value: 'plcm', text: 'Patient level contract monitoring (PLCM)' },
  { value: 'drplcm', text: 'Drugs patient level contract monitoring (DrPLCM)' },
  { value: 'deplcm', text: 'Devices patient level contract monitoring (DePLCM)' },
  { value: 'hes-apc', text: 'HES admitted patient care' },
  { value: 'hes-op', text: 'HES outpatients' },
  { value: 'hes-ae', text: 'HES accident and emergency' },
  { value: 'susplus', text: 'SUS+ column names' },
] as const

/** The form that sends a provider's files; `mappings` are the layouts somebody has mapped here. */
export const UploadForm = ({ mappings }: { mappings: readonly string[] }): ReactNode => (
  <Form action="/imports" files>
    <FileField
      name="file"
      label="Files of one delivery"
      hint="CSV, gzipped CSV or Excel. Several files that belong together can be chosen at once."
      accept=".csv,.gz,.xlsx"
      multiple
    />
    <SelectField
      name="layout"
      label="Layout"
      options={[
        ...layouts,
        ...mappings.map((name) => ({ value: `mapping:${name}`, text: `Mapping: ${name}` })),
        { value: 'map', text: 'Another layout: show me its columns' },
      ]}
    />
    <RadioField
      name="snapshot"
      label="If the layout does not say"
      options={[
        { value: 'freeze', text: 'Freeze, the final version' },
        { value: 'flex', text: 'Flex, the first version' },
      ]}
    />
    <CheckboxField
      name="partial"
      label="When some rows cannot be taken"
      options={[{ value: 'yes', text: 'Take the others without them' }]}
    />
    <Button>Import</Button>
  </Form>
)
