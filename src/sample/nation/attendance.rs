//! Who was at which meeting or activity: a row for each member and each of them.

use super::congress::Congress;
use super::files::AttendanceRows;
use crate::sample::dice::Dice;

/// What is held in a half year, and how often.
const HELD: [(&str, usize); 6] = [("人代会", 2), ("小组会议", 4), ("视察", 4), ("调研", 3), ("学习培训", 3), ("接待选民", 5)];

/// The rows of a congress.
pub(super) fn rows(congress: &Congress, rows: &mut AttendanceRows) {
    let mut dice = congress.dice("attendance");
    // One more day on which voters are received, in two of three congresses.
    let more = usize::from(dice.below(3) > 0);
    for (kind, often) in HELD {
        let further = if kind == "接待选民" { more } else { 0 };
        for _ in 0..often + further {
            let day = congress.half.some_day(&mut dice);
            for member in &congress.members {
                rows.subject.push(member.subject);
                rows.date.push(day);
                rows.kind.push(kind);
                rows.status.push(status(&mut dice, member.diligence));
            }
        }
    }
}

fn status(dice: &mut Dice, diligence: i64) -> &'static str {
    if dice.chance(diligence) {
        return "出席";
    }
    dice.weigh(&[("请假", 46), ("迟到", 20), ("缺席", 20), ("公假", 8), ("早退", 6)])
}
