//! A diagram's source to its drawing.

use super::describe::{Described, describe};
use super::{Drawing, Kind, Undrawn, sanitizer};
use merman::resources::InputResourceLimitId as Input;
use merman::svg::{RenderResourceLimitId as Render, RenderResourcePolicy, ResourceLimitId, SvgRenderOptions};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseOptions, RenderError, RenderOutput, RenderRequest, Renderer,
    SvgEnvironment, SvgRequest,
};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// In bytes; a diagram that needs more is not one that is read.
const MOST_SOURCE: usize = 20_000;
/// Of what the layout makes before it is sieved, and of what stands on the page.
const MOST_RAW: usize = 4 << 20;
const MOST_DRAWN: usize = 60_000;
const LIMITS: [(ResourceLimitId, usize); 6] = [
    (ResourceLimitId::Input(Input::MaxSourceBytes), MOST_SOURCE),
    // Boxes, lines, groups and messages.
    (ResourceLimitId::Input(Input::MaxModelItems), 400),
    (ResourceLimitId::Input(Input::MaxModelNestingDepth), 16),
    // Some thirty milliseconds.
    (ResourceLimitId::Render(Render::MaxLayoutWorkUnits), 500_000),
    (ResourceLimitId::Render(Render::MaxSvgBytes), MOST_RAW),
    (ResourceLimitId::Render(Render::MaxSvgElements), 20_000),
];

thread_local! {
    static DRAWING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is drawing, where a panic is caught and means that a diagram is shown as its source.
pub fn is_drawing() -> bool {
    DRAWING.get()
}

/// Draws it; ids in the picture begin with `id`.
pub fn draw(source: &str, id: &str) -> Result<Drawing, Undrawn> {
    let (source, title) = plain(source);
    let kind = source.split_whitespace().next().and_then(Kind::of).ok_or(Undrawn::Kind)?;
    if source.len() > MOST_SOURCE {
        return Err(Undrawn::TooLarge);
    }
    DRAWING.set(true);
    let drawn = catch_unwind(AssertUnwindSafe(|| lay_out(&source, kind, id)));
    DRAWING.set(false);
    let drawn = drawn.unwrap_or(Err(Undrawn::Faulty))?;
    Ok(Drawing { name: drawn.name.or(title), ..drawn })
}

/// Without front matter, directives and comments: how it looks is the theme's to say. The title in front matter beside.
fn plain(source: &str) -> (String, Option<String>) {
    let source = source.trim_start();
    let (front, body) =
        source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", source));
    let title = front.lines().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned()).filter(|it| !it.is_empty());
    let mut out = String::with_capacity(body.len());
    let mut directive = false;
    for line in body.lines() {
        let start = line.trim_start();
        directive |= start.starts_with("%%{");
        if directive {
            directive = !start.contains("}%%");
        } else if !start.starts_with("%%") {
            out.push_str(line);
            out.push('\n');
        }
    }
    (out, title)
}

fn lay_out(source: &str, kind: Kind, id: &str) -> Result<Drawing, Undrawn> {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
        let plain = serde_json::json!({
            "htmlLabels": false, "flowchart": { "htmlLabels": false }, "class": { "htmlLabels": false }, "gantt": { "axisFormat": "%m-%d" }, "look": "classic",
        });
        Engine::new().with_site_config(MermaidConfig::from_value(plain))
    });
    let mut policy = RenderResourcePolicy::constrained();
    for (limit, most) in LIMITS {
        policy.apply_limit(limit, most).map_err(|_| Undrawn::TooLarge)?;
    }
    let request = SvgRequest {
        environment: SvgEnvironment::deterministic().with_resource_policy(policy),
        options: SvgRenderOptions { diagram_id: Some(id.to_owned()), ..SvgRenderOptions::default() },
        ..SvgRequest::default()
    };
    let renderer = Renderer::new().with_engine(ENGINE.clone()).with_parse_options(ParseOptions::strict());
    let drawn = match renderer.render(RenderRequest::svg(source, OperationControl::new(), request)) {
        Ok(RenderOutput::Svg(Some(drawn))) => drawn,
        Err(RenderError::ResourceLimitExceeded(_)) => return Err(Undrawn::TooLarge),
        _ => return Err(Undrawn::Faulty),
    };
    let svg = sanitizer::sanitize(drawn.svg(), kind, id)?;
    if svg.len() > MOST_DRAWN {
        return Err(Undrawn::TooLarge);
    }
    let parsed = ENGINE.parse_diagram_sync(source, ParseOptions::strict());
    let parsed = parsed.ok().flatten().ok_or(Undrawn::Faulty)?;
    let described = describe(kind, &parsed.model.into_unmanaged_value());
    let Described { name, description, lines } = described;
    Ok(Drawing { svg, kind, name, description, words: lines })
}
