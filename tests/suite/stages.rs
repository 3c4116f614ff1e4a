//! Sub-periods, and numbers compared within a group: each word of the language, and the mistakes made with it.

use super::examples::{holds, told, CONFLICT, REFERENCE, VALUE};

#[test]
fn sub_periods_and_groups_are_as_the_examples_say() {
    holds("stages", 30);
}

#[test]
fn bounds_of_all_sub_periods_stand_beside_per_and_in_order() {
    told(
        "stages",
        &[
            ("total-floor = 6", "total-floor = 21", CONFLICT),
            ("per = \"half-year\"\nfloor", "per = \"half\"\nfloor", VALUE),
            ("[criteria.min-max]", "[criteria.min-max]\ntotal-cap = 3", CONFLICT),
            ("[dimensions.work]", "[dimensions.work]\ntotal-floor = 3", CONFLICT),
        ],
    );
}

#[test]
fn a_dimension_in_sub_periods_has_criteria_in_the_same() {
    told(
        "stages",
        &[
            ("name = \"in a dimension of halves\"", "total-cap = 3\nname = \"in a dimension of halves\"", CONFLICT),
            (
                "dimension = \"halves\"\nfrom = \"work\"\npoints = { each = 1 }\nper",
                "dimension = \"halves\"\nfrom = \"work\"\npoints = { each = 1 }\ncap",
                CONFLICT,
            ),
        ],
    );
}

#[test]
fn a_comparison_within_a_group_says_all_that_its_method_needs() {
    const UNKNOWN: &str = "rubric/unknown-key";
    const MISSING: &str = "rubric/missing-key";
    told(
        "stages",
        &[
            ("method = \"min-max\", to = [0, 100], if-alone = 80", "method = \"min-max\", to = [0, 100]", MISSING),
            ("method = \"min-max\", to = [0, 100], if-alone = 80", "method = \"min-max\", to = [100, 0], if-alone = 80", CONFLICT),
            ("method = \"min-max\", to = [0, 100], if-alone = 80", "method = \"min\", to = [0, 100], if-alone = 80", VALUE),
            ("method = \"min-max\", to = [0, 100], if-alone = 80", "method = \"min-max\", from = [0, 100], if-alone = 80", UNKNOWN),
            ("method = \"goalposts\", from = [10, 0]", "method = \"goalposts\", from = [10, 10]", CONFLICT),
            ("method = \"goalposts\", from = [10, 0]", "method = \"goalposts\"", MISSING),
            ("within = \"station\"", "within = \"name\"", REFERENCE),
            (
                "normalise = { method = \"min-max\", to = [0, 100], if-alone = 80 }",
                "normalise = { method = \"min-max\", if-alone = 80 }\nper = \"year\"",
                CONFLICT,
            ),
        ],
    );
}

#[test]
fn an_example_says_its_sub_periods_and_whom_it_is_compared_with() {
    told(
        "stages",
        &[
            ("rows = [], period = \"2025\", points = 6", "rows = [], points = 6", CONFLICT),
            ("rows = [{ date = 2025-07-01 }], period = \"2025-H2\"", "rows = [{ date = 2025-06-30 }], period = \"2025-H2\"", VALUE),
            ("rows = [{}, {}], period = \"2025-H2\"", "rows = [{}, {}], period = \"2025\"", CONFLICT),
            (
                "rows = [{}, {}, {}, {}], among = [3, 5, 8], points = 20",
                "rows = [{}], period = \"2025\", among = [3, 5, 8], points = 0",
                CONFLICT,
            ),
            ("rows = [{}, {}], period = \"2025-H2\"", "rows = [{}, {}], among = [1], period = \"2025-H2\"", CONFLICT),
        ],
    );
}
