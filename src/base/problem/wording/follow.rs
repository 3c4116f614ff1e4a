//! What is said of the record of an item that is followed.

use crate::base::problem::Fault;
use crate::base::text::Say;

impl Fault {
    /// What is wrong with the record; `found` is the day in the cell.
    pub(super) fn of_record(&self, found: &str) -> Option<Say> {
        if let Self::StepOutOfOrder { step, earlier, before } = self {
            let zh = format!("{step} {found} 早于{earlier} {before}");
            return Some(Say::new(zh, format!("{step} {found} is before {earlier} {before}")));
        }
        if let Self::StepUnrecorded { header, state } = self {
            let en = format!("the row says “{state}”, but “{header}” is blank, so that nobody can tell where it went");
            return Some(Say::new(format!("已登记为“{state}”，而“{header}”空缺，下落不明"), en));
        }
        if let Self::NothingAfter { step, days } = self {
            let en = format!("nothing is recorded in the {days} days since {step} {found}, and the deadline is over");
            return Some(Say::new(format!("{step} {found} 以后 {days} 天没有下文，期限已过"), en));
        }
        if let Self::StepContradicted { header, state } = self {
            let en = format!("“{header}” says {found}, but the row says “{state}”");
            return Some(Say::new(format!("“{header}”填了 {found}，而登记为“{state}”"), en));
        }
        if let Self::NumberTwice = self {
            let en = format!("two rows have the number “{found}”; both count, and nobody can tell which goes on in the next period");
            return Some(Say::new(format!("两行的编号都是“{found}”；两行都计入，转到下期时分不清是哪一件"), en));
        }
        if let Self::NotCarried { since, .. } = self {
            let zh = format!("“{found}”到 {since} 还没有办结，从这一天起的登记表转抄了别的，没有这一件");
            let en =
                format!("“{found}” was still open on {since}, and the register that begins then carries others over, but not this one");
            return Some(Say::new(zh, en));
        }
        None
    }

    /// What would be right, and what to do.
    pub(super) fn mending_record(&self) -> Option<(Say, Say)> {
        if let Self::StepOutOfOrder { earlier, before, .. } = self {
            let en = format!("check both days against the register: {earlier} comes first");
            let fix = Say::new(format!("对照登记本核对两个日期（{earlier}在先）"), en);
            return Some((Say::new(format!("{before} 或以后的日期"), format!("a day not before {before}")), fix));
        }
        if let Self::StepUnrecorded { header, .. } = self {
            let en = format!("fill in “{header}”; if there is none yet, write that it is open");
            let fix = Say::new(format!("补填“{header}”；还没有的，改为在办"), en);
            return Some((Say::new(format!("填写“{header}”"), format!("something under “{header}”")), fix));
        }
        if let Self::NothingAfter { .. } = self {
            let fix = Say::new(
                "问明承办单位后补记；确未办结的，督办并列入在办清单",
                "ask who has it and record the answer; if it is open, press for one",
            );
            return Some((Say::new("其后的一步，或办结", "the next step, or that it is closed"), fix));
        }
        if let Self::StepContradicted { header, state } = self {
            let fix = Say::new(
                format!("确已办理的，改“{state}”；没有的，删去“{header}”"),
                format!("if it has happened, change “{state}”; if not, clear “{header}”"),
            );
            let expected =
                Say::new(format!("“{header}”空着，或登记为已办理"), format!("nothing under “{header}”, or a row that says it is done"));
            return Some((expected, fix));
        }
        if let Self::NumberTwice = self {
            let en = "give each matter a number of its own; delete the row that says the same again";
            return Some((
                Say::new("一件事一个编号", "a number for each matter"),
                Say::new("两件事的，各编一号；同一件事的，删去一行", en),
            ));
        }
        if let Self::NotCarried { closed, .. } = self {
            let fix = Say::new(
                format!("还在办的，转抄到后一期登记表，编号不改；已经办结的，在这里补填“{closed}”"),
                format!("if it is open, copy it into the later register under its number; if it is closed, fill in “{closed}” here"),
            );
            return Some((Say::new("后一期登记表中有这个编号，或已办结", "its number in the later register, or that it is closed"), fix));
        }
        None
    }
}
