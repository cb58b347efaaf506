// Every CSAF document below the folders that are named, through BSI's csaf-validator-lib: schema and mandatory tests have
// to pass; of the others each kind that is found has to be among those that are known, with its reason.
// Prints a line for each problem; closes with "documents N, problems N, known ID×N …".
import fs from 'node:fs'
import path from 'node:path'

const lib = 'node_modules/@secvisogram/csaf-validator-lib'
const load = file => import(path.join(import.meta.dirname, lib, file))

// Why a finding of an optional or informative test stays.
const KNOWN = {
  '6_2_3': 'no score: the advisory has a word for its severity, or CVSS 4 alone, which CSAF 2.0 has no place for',
  '6_2_16': 'no package URL: the package is named without an ecosystem',
  '6_2_17': 'a record of several CVE ids is one vulnerability, with one `cve`: the others would be lost elsewhere',
  '6_2_18': 'a range of commits, or of a package without an ecosystem, for which `vers` has no scheme',
  '6_3_2': 'CVSS 3.0: the vector is shown as its author wrote it',
  '6_3_1': 'CVSS 2 alone, or several: vectors are shown as their authors wrote them',
  '6_3_3': 'no CVE id: none was assigned',
  '6_3_4': 'no CWE: the advisory names none, or none of the list',
  '6_3_9': 'branches: vendor, product, range, for advisories are about ranges',
  '6_3_10': 'ranges: advisories are about ranges; the product tree equals them',
}
// Spelling needs a dictionary, links need a network.
const SKIP = /_6_3_(6|7|8)$/

const tests = {
  schema: [(await load('schemaTests.js')).csaf_2_0_strict],
  mandatory: Object.values(await load('mandatoryTests.js')),
  optional: Object.values(await load('optionalTests.js')),
  informative: Object.values(await load('informativeTests.js')).filter(it => !SKIP.test(it.name)),
}
const documents = process.argv.slice(2).flatMap(folder =>
  fs.readdirSync(folder, { recursive: true }).filter(it => /csaf\/\d{4}\/[^/]+\.json$/.test(it)).map(it => path.join(folder, it)))
const known = {}
let problems = 0
for (const file of documents) {
  const document = JSON.parse(fs.readFileSync(file, 'utf8'))
  for (const [level, some] of Object.entries(tests)) {
    for (const test of some) {
      const result = await test(structuredClone(document))
      const findings = [...(result.errors ?? []), ...(result.warnings ?? []), ...(result.infos ?? [])]
      const id = test.name.replace(/^.*Test_/, '')
      if (['optional', 'informative'].includes(level) && id in KNOWN) {
        if (findings.length) known[id] = (known[id] ?? 0) + findings.length
      } else if (findings.length || result.isValid === false) {
        problems++
        console.log(`${file}: ${level} ${id} ${findings.map(it => `${it.instancePath} ${it.message}`).join('; ')}`)
      }
    }
  }
}
for (const id of Object.keys(known)) console.log(`known ${id.replaceAll('_', '.')} ×${known[id]}: ${KNOWN[id]}`)
console.log(`documents ${documents.length}, problems ${problems}`)
process.exit(problems || !documents.length ? 1 : 0)
