/** Texts that were made to break something: for every parameter of every address. */
export const sqlTexts = [
  `' OR '1'='1`,
  `'; DROP TABLE people.person; --`,
  `1; SELECT pg_sleep(5)`,
  `" OR ""="`,
  `A99001' UNION SELECT NULL, NULL --`,
  `\\'; DELETE FROM audit.entry; --`,
  `1) OR 1=1 --`,
  `%' AND 1=(SELECT 1/0) --`,
  `{"$gt":""}`,
  `x'); INSTALL httpfs; LOAD httpfs; --`,
  `') UNION ALL SELECT * FROM read_csv('/etc/passwd') --`,
]

export const pathTexts = [
  '../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '....//....//etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'locality.json',
  '../keys/vault.1.key',
  '%2e%2e%2fkeys%2fvault.key',
  'file:///etc/passwd',
  '.git/config',
  '\u2025/\u2025/etc/passwd',
]

export const lineTexts = [
  'a\r\nSet-Cookie: planted=1',
  'a\nLocation: https://evil.example',
  'a%0d%0aX-Planted: 1',
  'a\u2028b\u0085c',
  'x\r\n{"level":50,"msg":"planted"}',
]

export const scriptTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'"--></style></script><svg onload=alert(1)>`,
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202e<iframe srcdoc="<script>alert(1)</script>">',
]

export const elsewheres = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  'https:evil.example',
  'http:/evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\r\n/evil.example',
  '/./\\evil.example',
  ' //evil.example',
  '@evil.example',
  '.evil.example',
  '/sign-out',
]

export const oddTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(40),
  '2147483648',
  '9007199254740993',
  'true',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  'a\u0000b',
  '\uFEFF',
  '\u{1F9D1}\u200D\u2695\uFE0F',
  'é'.normalize('NFD'),
  '2008-02-30',
  '9999-12-31',
  '0000-00-00',
  '2007-13',
  '%',
  '%zz',
  '%E0%A4%A',
  '()*+?[\\',
  'a'.repeat(3000),
]

export const hostileTexts = [...sqlTexts, ...pathTexts, ...lineTexts, ...scriptTexts, ...elsewheres, ...oddTexts]

/** What no answer may hold, whatever was asked: where the program lies, its queries, another house, or a file of the machine. */
export const traces =
  /\n\s+at .+\(|node_modules|\/work\/|\.tsx?:\d|[Ss]yntax error at|DuckDB|duckdb|SELECT [^<]{1,300} FROM |root:x:0|violates|invalid input syntax/
