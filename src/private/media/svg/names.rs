//! The elements and attributes that are for drawing, for moving, or for those who listen. Sorted.

/// As it is written, if it is known.
pub(super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.binary_search(&name).ok().map(|at| ELEMENTS[at])
}

/// Without prefix; as it is written, if it is known.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.binary_search(&name).ok().map(|at| ATTRIBUTES[at])
}

#[rustfmt::skip]
const ELEMENTS: [&str; 60] = [
    "a", "animate", "animateMotion", "animateTransform", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line", "linearGradient",
    "marker", "mask", "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set", "stop",
    "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
];

#[rustfmt::skip]
const ATTRIBUTES: [&str; 202] = [
    "accumulate", "additive", "alignment-baseline", "amplitude", "aria-describedby", "aria-hidden", "aria-label",
    "aria-labelledby", "aria-roledescription", "attributeName", "attributeType", "azimuth", "baseFrequency",
    "baseline-shift", "begin", "bias", "by", "calcMode", "class", "clip", "clip-path", "clip-rule", "clipPathUnits",
    "color", "color-interpolation", "color-interpolation-filters", "color-rendering", "cursor", "cx", "cy", "d",
    "diffuseConstant", "direction", "display", "divisor", "dominant-baseline", "dur", "dx", "dy", "edgeMode",
    "elevation", "end", "exponent", "fill", "fill-opacity", "fill-rule", "filter", "filterUnits", "flood-color",
    "flood-opacity", "focusable", "font", "font-family", "font-size", "font-size-adjust", "font-stretch",
    "font-style", "font-variant", "font-weight", "fr", "from", "fx", "fy", "glyph-orientation-horizontal",
    "glyph-orientation-vertical", "gradientTransform", "gradientUnits", "height", "href", "id", "image-rendering",
    "in", "in2", "intercept", "isolation", "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength", "kerning",
    "keyPoints", "keySplines", "keyTimes", "lang", "lengthAdjust", "letter-spacing", "lighting-color",
    "limitingConeAngle", "marker", "marker-end", "marker-mid", "marker-start", "markerHeight", "markerUnits",
    "markerWidth", "mask", "mask-type", "maskContentUnits", "maskUnits", "max", "media", "method", "min",
    "mix-blend-mode", "mode", "numOctaves", "offset", "opacity", "operator", "order", "orient", "origin", "overflow",
    "paint-order", "path", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointer-events",
    "points", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "r",
    "radius", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures", "restart",
    "result", "role", "rotate", "rx", "ry", "scale", "seed", "shape-rendering", "side", "slope", "spacing",
    "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
    "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "style", "surfaceScale",
    "systemLanguage", "tabindex", "tableValues", "targetX", "targetY", "text-anchor", "text-decoration",
    "text-overflow", "text-rendering", "text-transform", "textLength", "to", "transform", "transform-origin", "type",
    "unicode-bidi", "values", "vector-effect", "version", "viewBox", "visibility", "white-space", "width",
    "word-spacing", "writing-mode", "x", "x1", "x2", "xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z",
    "zoomAndPan",
];

#[test]
fn names_are_sorted_so_that_they_are_found() {
    assert!(ELEMENTS.is_sorted() && ATTRIBUTES.is_sorted());
    assert!(ELEMENTS.iter().all(|name| element(name) == Some(name)));
    assert!(ATTRIBUTES.iter().all(|name| attribute(name) == Some(name)));
    assert!(!ATTRIBUTES.iter().any(|name| name.starts_with("on")), "what runs on events isn't for drawing");
}
