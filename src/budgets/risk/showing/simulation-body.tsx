import { type Table, formatMonth, formatPounds } from '#shared'
import { DataTable, Details, Figures, PageHeading, SummaryList } from '#ui'
import type { ReactNode } from 'react'
import type { KeptSimulation } from '../simulation/asked.ts'
import { variationOfSum } from '../simulation/closed-form.ts'
import { answerWords, wholePounds, yearsWords } from '../simulation/summary.ts'
import { capital, contributionWords, percentWords, stopLossWords, triggerWords } from '../terms/terms-words.ts'
import { type Marked, NeedChart } from './need-chart.tsx'

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`

const monthsWords = ({ months }: KeptSimulation['answer']): string =>
  months.length === 1 ? formatMonth(months[0]!) : `${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}`

/** By what the years were made, so that somebody else can make the same. */
const Asked = ({ kept: { asked, answer } }: { kept: KeptSimulation }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'Stop-loss', value: capital(stopLossWords(asked.terms)) },
      { key: 'What fills the pool', value: capital(contributionWords(asked.terms.contribution)) },
      {
        key: 'The pool pays',
        value: `${percentWords(asked.terms.paysBasisPoints)} of what lies beyond ${triggerWords(asked.terms.trigger)}`,
      },
      {
        key: 'Drawn from',
        value:
          `What ${asked.events === 'patients' ? 'patients' : 'single stays and attendances'} cost in ` +
          `${monthsWords(answer)}, without what is excluded`,
      },
      {
        key: 'People',
        value: `${answer.patients.toLocaleString('en-GB')} on the lists of ${answer.practices} practices`,
      },
      {
        key: 'Chance',
        value:
          `${answer.years.toLocaleString('en-GB')} years from seed ${asked.seed}; between years practices vary by ` +
          `${percentWords(asked.practiceVariation)} of themselves and ${percentWords(asked.commonVariation)} all together`,
      },
    ]}
  />
)

function marksOf({ asked, answer }: KeptSimulation): Marked[] {
  const need = answer.at.find(({ perMille }) => perMille === asked.perMille)!
  const held = answer.holdsPence
  return [
    { pence: need.pence, words: `${formatPounds(wholePounds(need.pence))} suffices in ${yearsWords(need.perMille)}` },
    ...(held === null ? [] : [{ pence: held, words: `${formatPounds(held)} would be paid in` }]),
  ]
}

interface Facts {
  readonly kept: KeptSimulation
  readonly need: Table
  readonly bars: Table
  readonly practices: Table
}

/** One simulation: the answer in a sentence, drawn, tabled, and what it rests on. */
export function SimulationBody({ kept, need, bars, practices }: Facts): ReactNode {
  const { asked, answer, year } = kept
  const wanted = answer.at.find(({ perMille }) => perMille === asked.perMille)!
  const words = answerWords(wanted)
  return (
    <>
      <PageHeading caption={`Simulation ${kept.simulationNo} of ${year}`}>{words}</PageHeading>
      {answer.holdsPence !== null && (
        <p>
          By these terms {formatPounds(answer.holdsPence)} would be paid in, which suffices in{' '}
          {yearsWords(answer.holdsPerMille!)}.
        </p>
      )}
      <Figures
        figures={[
          {
            label: 'Pays on average',
            value: formatPounds(answer.meanPence),
            note: `of it ${formatPounds(answer.meanExcessPence)} beyond the stop-loss`,
          },
          { label: 'Worst year of all', value: formatPounds(answer.mostPence) },
          {
            label: 'Chance moves the whole by',
            value: percent(variationOfSum({ events: answer.events, costCv: answer.costs.cv })),
            note: 'one standard deviation of a year, before the stop-loss',
          },
        ]}
      />
      <NeedChart
        bars={answer.bars}
        marks={marksOf(kept)}
        label={`${words} Simulated years by what the pool had to pay.`}
      />
      <DataTable table={need} sortable={false} />
      <Details summary="The drawing as a table">
        <DataTable table={bars} sortable={false} />
      </Details>
      <DataTable table={practices} empty="None of the practices that you see was simulated." />
      <h2 className="nhsuk-heading-m">What was simulated</h2>
      <Asked kept={kept} />
    </>
  )
}
