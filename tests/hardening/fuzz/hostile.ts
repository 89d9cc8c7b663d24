/** Texts that attack whoever believes them: a spreadsheet, a database, a file system, a browser, this language. */
export const hostileTexts = [
  `=cmd|' /C calc'!A0`, '@SUM(1+1)*cmd', '+1+1', '-2+3', `'; DROP TABLE l; --`, `' OR '1'='1`, `x'); ATTACH '/tmp/x'; --`,
  `read_csv('/etc/passwd')`, '../../../etc/passwd', '..\\..\\windows\\win.ini', '/dev/zero', '__proto__', 'constructor', 'toString',
  '<script>alert(1)</script>', '${7*7}', '{{7*7}}', '%00', '%s%s%n', '$(reboot)', '`reboot`', '\\N', 'NULL', 'undefined', 'file_1', '$x', '?1',
] as const

export const hostileNames = [
  ...hostileTexts.map((text) => `${text}.csv`), '../../lake/activity/2007-10/1-activity.parquet', '/etc/passwd', 'a\nb.csv', 'bell\u0007.csv', `${'n'.repeat(300)}.csv`,
  'dot\u202Evsc.exe', '.', '..', ' ', 'CON', '“quoted”.csv', 'π.csv', `"quoted".csv`, 'rejects-1.csv', 'file.canonical', 'October (final).csv',
] as const
