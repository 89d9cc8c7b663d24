import { type Month, formatMonth } from '#shared'
import { Button, Form, HiddenField, Inset, PageHeading, RadioField, SummaryList, TextField } from '#ui'
import type { ReactNode } from 'react'
import type { PlannedChange, RuleChange } from '../rule-settings/change-rule.command.ts'
import { parameterText } from '../rule-settings/parameter-values.ts'
import type { ListedRule } from './rule-list.view.ts'

/** Fields of a rule's parameters are known by their place: what they are called differs from rule to rule. */
export const parameterField = (at: number): string => `parameter${at + 1}`

export const RuleForm = ({ listed, month }: { listed: ListedRule; month: Month }): ReactNode => {
  const { rule, parameters = {}, isOn } = listed
  return (
    <>
      <h2 className="nhsuk-heading-m">Change the rule</h2>
      <Form action={`/rules/${rule.code}`}>
        <TextField
          name="from"
          label="From the bills of which month"
          hint="Like 2007-10. Bills of earlier months stay as they are."
          width={10}
          value={month}
        />
        <RadioField
          name="state"
          label="Is it on?"
          value={isOn ? 'on' : 'off'}
          options={[
            { value: 'on', text: 'On' },
            {
              value: 'off',
              text: 'Off: it finds nothing, and what it found is withdrawn when the month is checked again',
            },
          ]}
        />
        {rule.parameters.map((parameter, at) => (
          <TextField
            key={parameter.name}
            name={parameterField(at)}
            label={parameter.words}
            hint={
              parameter.kind === 'codes'
                ? 'Codes with commas between them'
                : `A whole number of ${parameter.unit}, from ${parameter.least} to ${parameter.most}`
            }
            value={parameterText(parameters[parameter.name] ?? parameter.default)}
          />
        ))}
        <TextField name="why" label="Why?" hint="It is kept for good. Name no patient." />
        <Button>Go on</Button>
      </Form>
    </>
  )
}

const differences = ({ rule, before, parameters }: PlannedChange): { key: string; value: string }[] =>
  rule.parameters.flatMap(({ name, words, default: usual }) => {
    const [was, will] = [before?.parameters[name] ?? usual, parameters[name] ?? usual].map(parameterText)
    return was === will ? [] : [{ key: words, value: `${was || 'none'} becomes ${will || 'none'}` }]
  })

const stateWords = (isOn: boolean): string => (isOn ? 'on' : 'off')

/** The second step: what would change, said again. */
export const SureBody = ({ change, planned }: { change: RuleChange; planned: PlannedChange }): ReactNode => {
  const { rule, before, isOn } = planned
  const was = before?.isOn ?? true
  return (
    <>
      <PageHeading caption={rule.code}>Change this rule from {formatMonth(change.from)}?</PageHeading>
      <SummaryList
        rows={[
          { key: 'Rule', value: rule.title },
          { key: 'State', value: was === isOn ? stateWords(isOn) : `${stateWords(was)} becomes ${stateWords(isOn)}` },
          ...differences(planned),
          { key: 'Why', value: change.why },
        ]}
      />
      <Inset>Nothing happens to findings until a month is checked again.</Inset>
      <Form action={`/rules/${rule.code}`}>
        <HiddenField name="from" value={change.from} />
        <HiddenField name="state" value={stateWords(isOn)} />
        {rule.parameters.map(({ name }, at) => (
          <HiddenField key={name} name={parameterField(at)} value={change.parameters[name] ?? ''} />
        ))}
        <HiddenField name="why" value={change.why} />
        <HiddenField name="sure" value="yes" />
        <Button>Change the rule</Button>
      </Form>
      <p>
        <a href={`/rules/${rule.code}`}>Leave it as it is</a>
      </p>
    </>
  )
}
