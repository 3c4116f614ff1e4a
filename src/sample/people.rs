//! The invented delegates of one congress: who they are, how they work, and
//! the few to whom something out of the ordinary happens.

use chrono::{Datelike, Days, NaiveDate};

use super::dice::Dice;
use super::half::{date, Half};
use super::names::Names;
use super::words;

/// Which congress a mandate belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Level {
    Town,
    District,
}

impl Level {
    pub(super) fn word(self) -> &'static str {
        match self {
            Level::Town => "镇级",
            Level::District => "区级",
        }
    }
}

/// One mandate: a person at two levels is two of these.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) card: String,
    pub(super) name: String,
    /// Another delegate has the same name, so the village is written behind it.
    pub(super) shared_name: bool,
    pub(super) female: bool,
    pub(super) nationality: &'static str,
    pub(super) level: Level,
    pub(super) village: usize,
    pub(super) post: &'static str,
    pub(super) unit: String,
    pub(super) born: NaiveDate,
    pub(super) elected: NaiveDate,
    pub(super) left: Option<NaiveDate>,
    pub(super) suspended: Option<(NaiveDate, NaiveDate)>,
    /// Sits in the presidium.
    pub(super) presidium: bool,
    /// How often the delegate takes part, in percent.
    pub(super) diligence: i64,
    /// How many suggestions the delegate tends to make in a half year.
    pub(super) voice: i64,
    /// What others think of the delegate, in percent.
    pub(super) esteem: i64,
    pub(super) fate: Fate,
}

/// What sets a delegate apart in the eventful half year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    Ordinary,
    /// Two delegates whose records agree to the last point.
    Twin,
    /// Misses the congress twice without leave.
    Truant,
    /// Too few voters come to the report.
    FewBallots,
}

impl Person {
    /// In office and not suspended.
    pub(super) fn acts_on(&self, day: NaiveDate) -> bool {
        let suspended = self.suspended.is_some_and(|(from, back)| from <= day && day < back);
        self.elected <= day && self.left.is_none_or(|last| day <= last) && !suspended
    }

    /// Stands on the half year's roster.
    pub(super) fn listed_in(&self, half: Half) -> bool {
        self.elected <= half.last_day() && self.left.is_none_or(|last| last >= half.first_day())
    }

    fn new(dice: &mut Dice, level: Level, village: usize, place: &str, names: &mut Names) -> Self {
        let female = dice.chance(32);
        let (post, unit) = occupation(dice, place, female);
        Self {
            card: String::new(),
            name: names.next(dice, female),
            shared_name: false,
            female,
            nationality: "汉族",
            level,
            village,
            post,
            unit,
            born: date(1962, 1, 1) + Days::new(u64::try_from(dice.between(0, 12_400)).unwrap_or(0)),
            elected: date(2021, 12, 20),
            left: None,
            suspended: None,
            presidium: false,
            diligence: dice.weigh(&[(95, 25), (82, 40), (68, 25), (45, 10)]) + dice.between(-5, 4),
            voice: dice.weigh(&[(0, 50), (1, 30), (2, 13), (4, 5), (6, 2)]),
            esteem: dice.between(72, 96),
            fate: Fate::Ordinary,
        }
    }
}

fn occupation(dice: &mut Dice, place: &str, female: bool) -> (&'static str, String) {
    let frontline = if female { words::FRONTLINE } else { words::FRONTLINE_MEN };
    match dice.between(0, 99) {
        0..=69 => ("基层一线", dice.pick(frontline).replace("{}", place)),
        70..=84 => ("专业技术人员", dice.pick(words::PROFESSIONAL).to_owned()),
        _ => ("企业负责人", dice.pick(words::ENTERPRISE).to_owned()),
    }
}

/// The delegates of a congress, town delegates first, each in order of village.
pub(super) fn delegates(seed: u64, congress: usize, count: usize, villages: &[String], names: &mut Names) -> Vec<Person> {
    let dice = &mut Dice::new(seed, &format!("people {congress}"));
    let district = count * 12 / 82;
    let mut people = Vec::with_capacity(count);
    for (level, size) in [(Level::Town, count - district), (Level::District, district)] {
        for index in 0..size {
            let village = index * villages.len() / size;
            let place = villages.get(village).map_or("", String::as_str);
            people.push(Person::new(dice, level, village, place, names));
        }
    }
    appoint_leaders(&mut people);
    if count >= 60 {
        let town = count - district;
        if congress == 0 {
            cast_names(&mut people, town);
        }
        cast_terms(&mut people, town);
        cast_fates(&mut people, town);
    }
    number(&mut people, congress);
    people
}

/// Some of those from the seat of the town hold office; nine sit in the presidium.
fn appoint_leaders(people: &mut [Person]) {
    let town = people.iter().filter(|person| person.level == Level::Town).count();
    let step = (town / words::LEADERS.len()).max(1);
    for (index, unit) in words::LEADERS.iter().enumerate() {
        let Some(person) = people.get_mut((index + 1) * step - 1) else {
            continue;
        };
        person.post = "领导干部";
        (*unit).clone_into(&mut person.unit);
        person.voice = 0;
        person.presidium = index < 5;
    }
    for index in 0..4 {
        if let Some(person) = people.get_mut(index * step + 4) {
            person.presidium = true;
        }
    }
}

/// Two of one name, one at two levels, some names with a dot.
fn cast_names(people: &mut [Person], town: usize) {
    for place in [1, town / 4 + 1] {
        if let Some(person) = people.get_mut(place) {
            "王伟".clone_into(&mut person.name);
            person.shared_name = true;
            person.female = false;
        }
    }
    for (index, (name, female, nationality)) in words::DOTTED.iter().enumerate() {
        if let Some(person) = people.get_mut(town / 3 + 1 + 8 * index) {
            (*name).clone_into(&mut person.name);
            person.female = *female;
            person.nationality = nationality;
        }
    }
    let Some(twice) = people.get(town / 6).cloned() else {
        return;
    };
    if let Some(person) = people.get_mut(town + 2) {
        *person = Person { level: Level::District, presidium: false, ..twice };
    }
}

/// A resignation, two by-elections and a suspension, all in 2025.
fn cast_terms(people: &mut [Person], town: usize) {
    if let Some(person) = people.get_mut(town / 2) {
        person.left = Some(date(2025, 4, 30));
        person.presidium = false;
    }
    if let Some(person) = people.get_mut(town / 2 + 1) {
        person.elected = date(2025, 10, 20);
        person.presidium = false;
    }
    if let Some(person) = people.get_mut(town * 3 / 10 + 2) {
        person.elected = date(2025, 3, 18);
        person.presidium = false;
    }
    if let Some(person) = people.get_mut(town * 7 / 10 + 1) {
        person.suspended = Some((date(2025, 7, 21), date(2025, 10, 21)));
        person.presidium = false;
    }
}

fn cast_fates(people: &mut [Person], town: usize) {
    let places = [
        (town * 9 / 10, Fate::Twin),
        (town * 9 / 10 + 1, Fate::Twin),
        (town * 2 / 5 + 2, Fate::Truant),
        (town * 3 / 5 + 2, Fate::FewBallots),
    ];
    for (place, fate) in places {
        let Some(person) = people.get_mut(place) else {
            continue;
        };
        person.fate = fate;
        person.post = "基层一线";
        person.presidium = false;
    }
}

/// Gives every mandate its card number, unique over all congresses.
fn number(people: &mut [Person], congress: usize) {
    let mut counts = [0_usize; 2];
    for person in people {
        let (count, letter) = match (person.level, &mut counts) {
            (Level::Town, [town, _]) => (town, "Z"),
            (Level::District, [_, district]) => (district, "Q"),
        };
        *count += 1;
        person.card = format!("{letter}{:02}{:04}", congress + 1, *count);
    }
}

/// An identity number that is none: no such region, and a wrong check digit.
pub(super) fn identity(person: &Person, index: usize) -> String {
    let born = person.born;
    let digits = format!("999999{}{:02}{:02}{:03}", born.year(), born.month(), born.day(), index % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().filter_map(|digit| digit.to_digit(10)).zip(weights).map(|(d, w)| d * w).sum();
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap_or(0));
    let wrong = if check == Some('7') { '3' } else { '7' };
    format!("{digits}{wrong}")
}

/// A telephone number in a range that is not given out.
pub(super) fn phone(index: usize) -> String {
    format!("100{:08}", (index * 7919 + 10_007) % 100_000_000)
}
