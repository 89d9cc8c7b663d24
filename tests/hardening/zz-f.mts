import { runFuzz } from './fuzz/run-fuzz.ts'
const t = performance.now(), c = process.cpuUsage()
const r = await runFuzz({ count: Number(process.argv[2]), seed: Number(process.argv[3] ?? 1), report: (d) => d % 200 === 0 && console.error(d) })
const u = process.cpuUsage(c)
console.log(r.files, r.broken, r.failures.length, ((performance.now() - t) / 1000).toFixed(1), 's', ((u.user + u.system) / 1e6).toFixed(1), 'cpu')
for (const f of r.failures.slice(0, 60)) console.log(f.slice(0, 700))
