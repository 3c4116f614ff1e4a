//! The public holidays of 2024 and 2025 with the days worked instead, as the
//! State Council announced them; of other years none are known here.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::half::date;

/// Month and day of a day off, the last day of that holiday, its name.
type Holiday = ((u32, u32), (u32, u32), &'static str);

/// Month and day of a day worked, and for which holiday.
type Worked = ((u32, u32), &'static str);

const OFF: [(i32, &[Holiday]); 2] = [
    (
        2024,
        &[
            ((1, 1), (1, 1), "元旦"),
            ((2, 10), (2, 17), "春节"),
            ((4, 4), (4, 6), "清明节"),
            ((5, 1), (5, 5), "劳动节"),
            ((6, 10), (6, 10), "端午节"),
            ((9, 15), (9, 17), "中秋节"),
            ((10, 1), (10, 7), "国庆节"),
        ],
    ),
    (
        2025,
        &[
            ((1, 1), (1, 1), "元旦"),
            ((1, 28), (2, 4), "春节"),
            ((4, 4), (4, 6), "清明节"),
            ((5, 1), (5, 5), "劳动节"),
            ((5, 31), (6, 2), "端午节"),
            ((10, 1), (10, 8), "国庆节、中秋节"),
        ],
    ),
];

/// Days of a weekend that are worked, and for which holiday.
const WORKED: [(i32, &[Worked]); 2] = [
    (
        2024,
        &[
            ((2, 4), "春节"),
            ((2, 18), "春节"),
            ((4, 7), "清明节"),
            ((4, 28), "劳动节"),
            ((5, 11), "劳动节"),
            ((9, 14), "中秋节"),
            ((9, 29), "国庆节"),
            ((10, 12), "国庆节"),
        ],
    ),
    (2025, &[((1, 26), "春节"), ((2, 8), "春节"), ((4, 27), "劳动节"), ((9, 28), "国庆节、中秋节"), ((10, 11), "国庆节、中秋节")]),
];

/// Every day of the year that is off, or worked although it is of a weekend: the day, the holiday, whether it is worked.
pub(super) fn of_year(year: i32) -> Vec<(NaiveDate, &'static str, bool)> {
    let mut days = Vec::new();
    for ((from, to), name) in
        OFF.iter().filter(|(known, _)| *known == year).flat_map(|(_, list)| *list).map(|(from, to, name)| ((from, to), name))
    {
        let last = date(year, to.0, to.1);
        days.extend(date(year, from.0, from.1).iter_days().take_while(|day| *day <= last).map(|day| (day, *name, false)));
    }
    let worked = WORKED.iter().filter(|(known, _)| *known == year).flat_map(|(_, list)| *list);
    days.extend(worked.map(|((month, day), name)| (date(year, *month, *day), *name, true)));
    days.sort_unstable();
    days
}

/// The day itself, or the next one on which offices work.
pub(super) fn office_day(day: NaiveDate) -> NaiveDate {
    let known = of_year(day.year());
    let works = |day: &NaiveDate| match known.iter().find(|(known, ..)| known == day) {
        Some((_, _, worked)) => *worked,
        None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    };
    (0..31).map(|more| day + Days::new(more)).find(works).unwrap_or(day)
}
