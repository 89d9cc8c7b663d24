/** Under what name prescribing stands among the sources that send months. */
export const prescribingSource = 'prescribing'
