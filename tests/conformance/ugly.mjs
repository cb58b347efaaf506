// Sites that are hard on a theme. `node ugly.mjs FOLDER` writes three content folders into it: `ugly`, with all that text
// can do to a page; `one`, with a single record and nothing else; `many`, with 300 advisories.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folder = process.argv[2];
const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join("");
const settings = (title, more = "") =>
  `title: ${title}\nurl: https://security.example.org/\ndescription: What the ${title} project discloses of its security.\n` +
  `report: { contact: [mailto:security@example.org], expires: 2027-06-30T00:00:00Z }\n${more}`;
const record = (title, keys, body) =>
  `---\ntitle: ${JSON.stringify(title)}\npublish: true\npublished: 2026-03-01T12:00:00Z\n${keys}---\n\n${body}`;

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
const PATH = `/${times(40, (at) => `a-folder-number-${at}/`)}file.txt`;
const ARABIC = "ثغرة أمنية في مكتبة الضغط تسمح بتنفيذ التعليمات البرمجية عن بُعد";
const HEBREW = "פגיעות אבטחה בספריית הדחיסה מאפשרת הרצת קוד מרחוק";
const EMOJI = "🚀 Release 🔥 of 👩‍👩‍👧‍👦 families 🏳️‍🌈, ⚠️ and 🇪🇺 – ❤️‍🔥 1️⃣";

// Words, addresses and identifiers without a place to break.
write("ugly/site.yaml", settings("Ugly", "projects:\n  - { id: ugly, name: Ugly }\n"));
write("ugly/advisories/LONG-1.md", record(
  `${WORD} in ${WORD}`,
  `summary: "${WORD}"\nseverity: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H\naliases: [CVE-2026-99001]\ntags: [${"t".repeat(90)}]\nprojects: [ugly]\n` +
    `affected:\n  - package: pkg:npm/%40${"scope".repeat(12)}/${"name".repeat(15)}\n    ranges: [{ type: SEMVER, introduced: "0", fixed: 1.0.0-${"rc.".repeat(40)}1 }]\n` +
    `impact: "${WORD}"\nroot_cause: "\`${PATH}\`"\nresolution: "https://example.org${PATH}"\n` +
    `references:\n  - { type: WEB, url: "https://example.org${PATH}" }\n  - { type: FIX, url: "https://example.org/x", title: "${WORD}" }\n` +
    `credits:\n  - { name: "${WORD.slice(0, 90)}", type: FINDER }\n` +
    `timeline:\n  - { at: 2026-01-01, phase: reported, text: "${WORD}" }\n`,
  `# ${WORD}\n\n${WORD} and \`${WORD}\` and <https://example.org${PATH}>.\n\n> ${WORD}\n\n- ${WORD}\n  - ${WORD}\n    - ${WORD}\n\n` +
    `| ${WORD} | b |\n|---|---|\n| ${WORD} | \`${WORD}\` |\n\nTerm[^1]\n\n[^1]: ${WORD}\n`,
));

// Scripts that run from right to left, and letters of many bytes.
write("ugly/advisories/RTL-1.md", record(
  ARABIC,
  `summary: "${HEBREW}"\nseverity: high\naffected: [{ package: pkg:pypi/example, versions: ["1.0"] }]\nimpact: "${ARABIC} (CVE-2026-1) \`code\`"\nroot_cause: "${HEBREW}"\nresolution: "${ARABIC} 1.2.3"\n` +
    `credits: [{ name: "محمد بن أحمد" }, { name: "דנה לוי" }]\n`,
  `# ${HEBREW}\n\n${times(30, () => `${ARABIC}. `)}\n\n1. ${ARABIC}\n2. ${HEBREW} \`mixed code\` 1.2.3\n\n| ${ARABIC} | ${HEBREW} |\n|---|---|\n| 1 | ${ARABIC} |\n`,
));
write("ugly/incidents/EMOJI-1.md", record(
  EMOJI,
  `severity: low\nstatus: resolved\ncategory: [platform, account-access, supply-chain, provider, legal]\nsummary: "${EMOJI.repeat(4)}"\nimpact: "${EMOJI}"\nroot_cause: "漏洞存在于压缩库中，攻击者可以远程执行代码。"\nresolution: "${EMOJI}"\n` +
    `affected: [{ package: pkg:npm/emoji }]\ncredits: [{ name: "🧑‍💻" }]\n`,
  `# ${EMOJI}\n\n${times(20, () => "漏洞存在于压缩库中，攻击者可以远程执行代码。")}\n\n${"👍🏽".repeat(400)}\n\n${"Z̷̢̛͇͕̯͎̈́̊͒a̸l̵g̶o̷ ".repeat(40)}\n`,
));

// Much of everything.
write("ugly/pages/table.md", `# A table of 200 rows\n\n| ${times(12, (at) => `Column ${at} | `)}\n|${times(12, () => "---|")}\n${times(200, (row) => `| ${times(12, (at) => `cell ${row}.${at} | `)}\n`)}\n| a | b |\n|---|---|\n| | |\n`);
write("ugly/pages/code.md", `# Ten thousand lines\n\n\`\`\`rust\n${times(10_000, (at) => `let line_${at} = "${at}";\n`)}\`\`\`\n\n\`\`\`\n${"x".repeat(20_000)}\n\`\`\`\n`);
write("ugly/pages/empty.md", "# Empty lists\n\n-\n-\n\n1.\n\n- [ ]\n\n>\n\n##\n\n| a |\n|---|\n\n```\n```\n\n[](https://example.org/)\n\n![](https://example.org/a.png)\n\nEnd.\n");
write("ugly/pages/deep.md", `# Deep\n\n${times(12, (at) => `${"  ".repeat(at)}- level ${at}\n`)}\n${times(8, (at) => `${">".repeat(at + 1)} quote ${at}\n`)}\n\n###### Six first\n\n# One again\n\n#### Four\n`);
write("ugly/pages/html.md", `# An author's own HTML\n\n<table><tr><td>${WORD}</td></tr></table>\n\n<details><summary>More</summary>\n\n${WORD}\n\n</details>\n\n<p style="width:3000px" onclick="alert(1)">wide</p><script>alert(1)</script><iframe src="https://example.com/"></iframe>\n\n<b>open <i>crossed</b></i> <img src=/static/dot.svg onerror=alert(1)>\n`);
write("ugly/static/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>\n');
write("ugly/index.md", "# Ugly\n\nSee [table](/table/), [code](/code/), [empty](/empty/), [deep](/deep/) and [html](/html/).\n");
write("ugly/plan/index.md", "# Plan\n\nThe plan.\n");
write("ugly/plan/1-ways.md", `# Ways\n\n\`\`\`mermaid\nflowchart LR\n${times(25, (at) => `  n${at}["${at === 7 ? WORD : `Step ${at} ${ARABIC}`}"] -->|${EMOJI}| n${at + 1}\n`)}\`\`\`\n\n\`\`\`mermaid\nsequenceDiagram\n${times(12, (at) => `  P${at}->>P${(at * 5) % 12}: ${at % 2 ? WORD.slice(0, 60) : HEBREW}\n`)}\`\`\`\n\n\`\`\`mermaid\npie\n  "a": 3\n\`\`\`\n`);
write("ugly/plan/2-roles.md", `# Roles\n\n| Step | ${times(14, (at) => `A role of number ${at} | `)}\n|---|${times(14, () => "---|")}\n${times(60, (row) => `| Step ${row} ${row === 9 ? WORD : ""} | R | A | ${times(12, () => "C, I | ")}\n`)}\n`);

// A single record, as short as it may be.
write("one/site.yaml", settings("One"));
write("one/advisories/ONE-1.md", record("Only this", "severity: none\n", "Words.\n"));

// Many advisories of many packages.
write("many/site.yaml", settings("Many", "outputs: { cards: false }\n"));
const SEVERITIES = ["critical", "high", "medium", "low"];
for (let at = 0; at < 300; at++) {
  const day = new Date(Date.UTC(2023, 0, 1 + at * 4)).toISOString();
  write(`many/advisories/MANY-${1000 + at}.md`,
    `---\ntitle: A weakness of number ${at} in the archive reader lets a crafted file write outside its folder\npublish: true\npublished: ${day}\nseverity: ${SEVERITIES[at % 4]}\n` +
    `summary: A crafted archive of number ${at} writes files outside of the folder that it is unpacked in, if the caller did not ask for the check of paths.\n` +
    `tags: [archives, tag-${at % 40}]\naliases: [CVE-2026-${90000 + at}]\naffected: [{ package: "pkg:npm/package-${at % 90}", ranges: [{ type: SEMVER, introduced: "0", fixed: "1.${at}.0" }] }]\n` +
    `impact: Files are overwritten.\nroot_cause: Paths were not checked.\nresolution: They are checked now.\n---\n\n${times(12, (line) => `Sentence ${line} says what happened in the case of number ${at}, and what it means. `)}\n`);
}
