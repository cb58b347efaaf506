use super::{Drawing, Kind, Undrawn, draw};
use std::fmt::Write;

fn drawn(source: &str) -> Drawing {
    draw(source, "d").unwrap_or_else(|why| panic!("{why:?}: {source}"))
}

const SEQUENCE: &str = "sequenceDiagram\n  actor R as Reporter\n  participant T as Team\n  R->>T: Sends <b>it</b> & waits\n\
    loop Each day\n  T--xR: Answers\n  end\n  Note over R,T: Under embargo\n  T->>T: Reviews\n";

/// As many of the shapes and signs as there are.
const FLOW: &str = "---\ntitle: Named\n---\n%%{init: {\"flowchart\": {\"htmlLabels\": true}, \"themeCSS\": \"*{fill:red}\"}}%%\n\
    flowchart LR\n  accDescr: All at once\n  subgraph one [First group]\n    A([Start]) --> B[[Sub]]\n    B -.->|dotted| C[(Store)]\n\
    end\n  C ==> D((Circle)) --- E>flag] --> F{{hex}}\n  F x--x G[/para/]\n  G o--o H[\\alt\\]\n  A & B --> H\n  one --> H\n\
    click A href \"javascript:alert(1)\" \"tip\"\n  click B \"https://evil.example/\" _blank\n  click C call alert(1)\n\
    style A fill:#f9f,stroke:url(https://evil.example/)\n  classDef hot fill:#f00\n  class B hot\n  linkStyle 0 stroke:#ff3\n\
    I[\"line<br/>break #quot;x#quot; <script>alert(1)</script>\"] --> J{ok?}\n";

#[test]
fn a_flowchart_is_drawn_and_reported() {
    let drawing = drawn("flowchart TD\n  A[Report] --> B{Valid?}\n  B -->|No| A\n  B -- Yes --> C\n");
    assert_eq!(drawing.kind, Kind::Flowchart);
    assert_eq!(drawing.words, ["Report → Valid?", "Valid? → Report: No", "Valid? → C: Yes"]);
    assert!(drawing.svg.contains(">Report</tspan>") && drawing.svg.contains("class=\"d-line\""), "{}", drawing.svg);
    assert!(drawing.svg.contains("id=\"d.0\"") && drawing.svg.contains("marker-end=\"url(#d.0)\""), "{}", drawing.svg);
    assert!(drawing.svg.len() < 2_500, "{}", drawing.svg.len());
}

#[test]
fn a_sequence_is_drawn_and_reported() {
    let drawing = drawn(SEQUENCE);
    assert_eq!(drawing.kind, Kind::Sequence);
    let words = [
        "Reporter → Team: Sends it & waits",
        "loop: Each day",
        "Team → Reporter: Answers",
        "end",
        "Reporter, Team: Under embargo",
        "Team → Team: Reviews",
    ];
    assert_eq!(drawing.words, words);
    assert!(drawing.svg.contains("d-cross") && drawing.svg.contains("d-note"), "{}", drawing.svg);
}

/// One of each other kind, and what it says.
const OTHERS: [(Kind, &str, &[&str]); 6] = [
    (
        Kind::State,
        "stateDiagram-v2\n  [*] --> Reported\n  Reported --> Fixed: in <b>two</b> days\n  state Fixed {\n    [*] --> Patched\n  }\n\
         Fixed --> [*]\n  note right of Reported : We answer\n",
        &[
            "Fixed: ●, Patched",
            "● → Reported",
            "Reported → Fixed: in two days",
            "● → Patched",
            "Fixed → ◉",
            "Reported: We answer",
        ],
    ),
    (
        Kind::Class,
        "classDiagram\n  class Incident {\n    +String id\n    +publish() bool\n  }\n  Incident \"1\" --> \"*\" Advisory : leads to\n  Report <|-- Advisory\n\
         click Incident href \"https://evil.example/\"\n",
        &[
            "Incident: +String id, +publish() : bool",
            "Advisory",
            "Report",
            "Incident → Advisory: leads to",
            "Advisory → Report",
        ],
    ),
    (
        Kind::Gantt,
        "gantt\n  title To the release\n  dateFormat YYYY-MM-DD\n  section Fix\n  Patch :crit, a1, 2026-01-03, 5d\n  Out :milestone, 2026-01-09, 0d\n\
         click a1 href \"https://evil.example/\"\n",
        &["Fix: Patch: 2026-01-03 – 2026-01-08", "Fix: Out: 2026-01-09"],
    ),
    (
        Kind::Timeline,
        "timeline\n  title The incident\n  section Day 1\n  Morning : Alert : On-call paged\n  Noon : Tokens revoked\n",
        &["Day 1, Morning: Alert, On-call paged", "Day 1, Noon: Tokens revoked"],
    ),
    (
        Kind::Pie,
        "pie showData title Reports\n  \"Valid\" : 12\n  \"No flaw\" : 36\n",
        &["Valid: 12 (25 %)", "No flaw: 36 (75 %)"],
    ),
    (
        Kind::GitGraph,
        "gitGraph\n  commit id: \"flaw\"\n  branch fix\n  commit id: \"patch\"\n  checkout main\n  merge fix tag: \"v1.4.3\"\n",
        &["main: flaw", "fix: patch", "main: merged branch fix into main (v1.4.3)"],
    ),
];

#[test]
fn each_other_kind_is_drawn_and_said_in_words() {
    for (kind, source, words) in OTHERS {
        let drawing = drawn(source);
        assert_eq!(
            (drawing.kind, drawing.words.as_slice()),
            (kind, words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>().as_slice())
        );
    }
}

#[test]
fn a_plan_does_not_know_today() {
    let plan = drawn("gantt\n  dateFormat YYYY-MM-DD\n  Patch :2000-01-01, 20000d\n").svg;
    let raw = drawn("gantt\n  dateFormat YYYY-MM-DD\n  todayMarker off\n  Patch :2000-01-01, 20000d\n").svg;
    assert_eq!(plan, raw, "it is as one that has no mark for today");
}

#[test]
fn shapes_and_text_are_all_there_is() {
    for source in [FLOW, SEQUENCE].into_iter().chain(OTHERS.map(|other| other.1)) {
        let drawing = drawn(source);
        let whole = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {}", drawing.svg);
        let document = roxmltree::Document::parse(&whole).expect("well-formed");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            let known = ["svg", "g", "path", "rect", "circle", "line", "polygon", "ellipse", "marker", "text", "tspan"];
            assert!(known.contains(&name), "{name}");
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(
                    !name.starts_with("on") && !["style", "href", "stroke", "name"].contains(&name),
                    "{name}={value}"
                );
                assert!(name != "fill" || value == "none", "{value}");
                assert!(!value.contains("url(") || value.starts_with("url(#d."), "{name}={value}");
                assert!(name != "class" || value.split(' ').all(|part| part.starts_with("d-")), "{value}");
                assert!(name != "id" || value.starts_with("d."), "{value}");
            }
        }
        for word in ["evil.example", "javascript", "foreignObject", "&lt;script", "base64"] {
            assert!(!drawing.svg.contains(word), "{word} in {}", drawing.svg);
        }
    }
    let drawing = drawn(FLOW);
    assert_eq!((drawing.name.as_deref(), drawing.description.as_deref()), (Some("Named"), Some("All at once")));
    assert!(drawing.svg.contains("&quot;x&quot;") && !drawing.svg.contains("&amp;quot;"), "{}", drawing.svg);
}

#[test]
fn pictures_icons_and_other_kinds_are_refused() {
    let refused = |source: &str| draw(source, "d").err();
    assert_eq!(
        refused("flowchart TD\nA@{ img: \"https://e.example/z.png\", label: \"p\" } --> B\n"),
        Some(Undrawn::Foreign)
    );
    assert_eq!(refused("mindmap\n  root\n"), Some(Undrawn::Kind));
    assert_eq!(refused(""), Some(Undrawn::Kind));
    assert_eq!(refused("flowchart TD\nA --> \n->> [\n"), Some(Undrawn::Faulty));
}

/// On the stack of a thread as rayon has them.
#[test]
fn what_is_hostile_ends_without_a_panic() {
    let repeated = |text: &str, count: usize| text.repeat(count);
    let mut sources = vec![
        format!(
            "flowchart TD\n{}",
            (0..10_000).fold(String::new(), |mut all, it| {
                let _ = writeln!(all, "n{it} --> n{}", it + 1);
                all
            })
        ),
        format!("flowchart TD\n{}A-->B\n{}", repeated("subgraph s\n", 800), repeated("end\n", 800)),
        format!("sequenceDiagram\n{}A->>B: c\n{}", repeated("loop x\n", 1_000), repeated("end\n", 1_000)),
        format!("flowchart TD\nA{}{}", repeated("[", 3_000), repeated("]", 3_000)),
        format!("flowchart TD\n{0}a --> {0}b", repeated("x & ", 300)),
        format!("flowchart TD\nA[\"`{}`\"]", repeated("> ", 3_000)),
        format!("flowchart TD\nA[\"`{}`\"]", repeated("*a ", 3_000)),
        format!("flowchart TD\nA[\"{}\"]", repeated("<b>", 3_000)),
        format!("flowchart {}", repeated("(", 10_000)),
        format!("---\n{}\n---\nflowchart TD\nA-->B", repeated("[", 10_000)),
    ];
    let cycle = |count: usize| {
        (0..count).fold("flowchart LR\n".to_owned(), |all, it| format!("{all}n{it} --> n{}\n", (it + 1) % count))
    };
    sources.push(cycle(300));
    let work = move || {
        for source in sources {
            let _ = draw(&source, "d");
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread").join().expect("no panic");
}

#[test]
fn a_picture_is_the_same_each_time() {
    for source in [FLOW, SEQUENCE].into_iter().chain(OTHERS.map(|other| other.1)) {
        assert_eq!(drawn(source).svg, drawn(source).svg);
    }
}
