//! The strings that the program itself says, each under the name that the file has for it. Those of templates alone are in
//! the file, and not here.

use super::pattern::Pattern;
use super::plural::Plural;
use super::vocabulary::{Months, Of, PerKind, Said};
use crate::public::filters::Facet;
use crate::public::{
    Confirmation, Exploitation, Informational, Lack, PersonType, Phase, ReferenceType, Status, TotalOf, VexStatus,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Texts by names that only the data has.
pub type Named<T = String> = BTreeMap<String, T>;

macro_rules! kind {
    () => {
        String
    };
    ($kind:ty) => {
        $kind
    };
}

/// A field without a type is a plain text.
macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident { $($field:ident $(: $kind:ty)?),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        pub struct $name { $(pub $field: kind!($($kind)?),)* }
    )*};
}

sections! {
    Strings {
        dates: Dates,
        numbers: Numbers,
        units: Units,
        frame: Frame,
        kinds: PerKind,
        severities: Named,
        categories: Named,
        phases: Of<Phase>,
        exploitation: Of<Exploitation, Said>,
        informational: Of<Informational, Said>,
        vex: Of<VexStatus>,
        justifications: Named,
        statuses: Of<Status, Said>,
        confirmations: Of<Confirmation, Said>,
        lacks: Of<Lack>,
        roles: Of<PersonType>,
        references: Of<ReferenceType>,
        facets: Of<Facet, Choice>,
        parts: Named,
        languages: Named,
        versions: Versions,
        entries: Entries,
        paging: Paging,
        targets: Targets,
        report: Report,
        projects: Projects,
        package: Package,
        search: Search,
        calendar: Calendar,
        alias: Alias,
        history: History,
        reserved: Reserved,
        missing: Missing,
        plan: Plan,
        folder: Folder,
        record: Record,
        timeline: Timeline,
        affected: Affected,
        advisory: Advisory,
        incident: Incident,
        feeds: Feeds,
        items: Items,
        posts: Posts,
        cards: Cards,
        periods: Periods,
        reports: Reports,
        totals: Of<TotalOf>,
        text: Text,
        cvss: Cvss,
    }
    Dates { months: Months, month: Pattern, day: Pattern, instant: Pattern, time: Pattern, about: Pattern }
    Numbers { decimal, fewer: Pattern, joined: Pattern }
    Units {
        minute: Plural,
        hour: Plural,
        day: Plural,
        business_day: Plural,
        week: Plural,
        month: Plural,
        byte: Plural,
        kilobyte: Pattern,
        megabyte: Pattern,
    }
    Frame { preview, search, report, feeds, packages, projects, plan, reports }
    Choice { word, any }
    Versions {
        all,
        before: Pattern,
        up_to: Pattern,
        later: Pattern,
        only: Pattern,
        from_before: Pattern,
        from_up_to: Pattern,
        after: Pattern,
        after_before: Pattern,
        after_up_to: Pattern,
        or: Pattern,
        commits: Pattern,
    }
    Entries { withdrawn }
    Paging { described: Pattern }
    Targets { acknowledge, triage, fix }
    Report { description: Pattern }
    Projects { title, description, one_description: Pattern }
    Package { description: Pattern, all, other }
    Search { description, pages }
    Calendar { support: Pattern }
    Alias { one_description: Pattern, description: Pattern }
    History { title, lead, published, changed, withdrawn, removed }
    Reserved { title: Pattern, lead, dated: Pattern }
    Missing { title, lead }
    Plan { title, description: Pattern }
    Folder { title, year: Pattern, lead }
    Record {
        impact,
        root_cause,
        workaround,
        recommendations,
        resolution,
        lifted,
        what_you_can_do,
        actions,
        credits,
        references,
        indicators,
        attachments,
        revisions,
        pending,
        share,
        correction: Pattern,
    }
    Affected { versions, fixed, unfixed, unknown, none_planned, in_commits: Pattern }
    Advisory { what_to_do, severity, details }
    Timeline { title, about, to, later: Pattern, unnoticed, answered, contained, fixed, recovered, public, closed }
    Incident { reporter, coordinator, responder, details, resolution, lessons, people, updates }
    Feeds {
        description,
        everything,
        every_change,
        severity: Pattern,
        by_section,
        by_severity,
        by_project,
        osv_all,
        osv_index,
        csaf_provider,
        csaf_feed,
        csaf_list,
        calendar,
    }
    Items {
        preview: Pattern,
        published: Pattern,
        updated: Pattern,
        withdrawn: Pattern,
        withdrawn_on: Pattern,
        informational,
        rated: Pattern,
        report: Pattern,
        by_severity: Pattern,
        nothing,
    }
    Posts { rated: Pattern, withdrawn: Pattern, remedy: Pattern, updated: Pattern, advice }
    Cards { report, so_far, more: Pattern }
    Periods { first: Pattern, second: Pattern, third: Pattern, fourth: Pattern }
    Reports {
        title,
        one: Pattern,
        description,
        one_description: Pattern,
        compared_year: Pattern,
        compared_quarter: Pattern,
        chart: Pattern,
        most_year: Pattern,
        most_quarter: Pattern,
        reported,
        confirmed,
        fixed,
        in_public,
        acknowledge,
        triage,
        fix,
        disclose,
        promised_mark: Pattern,
        no_dates,
        we_disclosed: Pattern,
        worst: Pattern,
        met: Pattern,
        met_before: Pattern,
        both: Pattern,
        trend_more: Pattern,
        trend_fewer: Pattern,
        trend_same: Pattern,
        trend_so_far: Pattern,
        of: Pattern,
        all_same: Pattern,
        all_between: Pattern,
        kept: Pattern,
        each_dot: Pattern,
        opened,
        done,
        overdue,
    }
    /// What stands beside a text's own words.
    Text {
        footnote: Pattern,
        back: Pattern,
        table: Pattern,
        table_of: Pattern,
        diagram: Pattern,
        diagram_words: Pattern,
        flowchart,
        class_diagram,
        gantt,
        git_graph,
        pie,
        state_diagram,
        timeline,
        sequence,
        responsible,
        accountable,
        consulted,
        informed,
        link: Pattern,
        note,
        tip,
        important,
        warning,
        caution,
    }
    Cvss { metrics: Named, values: Named<Said> }
}
