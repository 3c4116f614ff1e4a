//! 总排名: ranks, dimensions, totals and grades, with live formulas where they give the engine's numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::exact::Exact;
use crate::base::place::column_name;
use crate::base::text::Language;
use crate::rank::standing::Selected;
use crate::report::live::place_among;
use crate::report::roll::{Line, Peer, Roll};
use crate::report::sheet::{Cell, Emphasis, Grid, Head, Sheet, Show};
use crate::report::wording::pick;
use crate::rubric::model::{Rubric, TieBreak, Ties};

use super::allotments;
use super::remarks::{grade, remarks, veto_word, PROPOSED};
use super::totals::{terms, Reckoning, Term, Why};

/// Makes the sheet of one peer group, or of many one under the other; `before` lines of other groups stand above
/// theirs on the sheet of items.
pub(in crate::report) fn sheet(roll: &Roll, peers: &[Peer], before: usize, name: String) -> Sheet {
    let several = peers.len() > 1;
    let (mut grids, mut why, mut before) = (Vec::new(), BTreeSet::new(), before);
    let mut first = Sheet::first_row(0, several, false);
    for peer in peers {
        let mut table = Table::new(roll, peer, first);
        let rows: Vec<Vec<Cell>> = peer.lines.iter().enumerate().map(|(place, line)| table.row(place, line, before + place)).collect();
        before += rows.len();
        // Between two tables stand a blank row, the caption and the head.
        first += u32::try_from(rows.len()).unwrap_or(0) + 3;
        why.append(&mut table.why);
        grids.push(Grid {
            caption: several.then(|| peer.name.to_owned()),
            heads: table.heads(),
            rows,
            filter: !several,
            ..Grid::default()
        });
    }
    let title = match peers {
        [peer] if !peer.name.is_empty() => {
            format!("{}{}", roll.titled(roll.pick("总排名", "ranking")), roll.language().bracketed(peer.name))
        }
        _ => roll.titled(roll.pick("总排名", "ranking")),
    };
    let remarks_column = grids.first().map_or(0, |grid| grid.heads.len().saturating_sub(1));
    let emphasis = |text, bold| Emphasis { text, bold, column: u16::try_from(remarks_column).unwrap_or(0) };
    Sheet {
        name,
        title,
        frozen: 2,
        notes: notes(roll, peers, &why),
        grids,
        signed: true,
        emphasis: vec![emphasis(PROPOSED, true), emphasis(veto_word(roll.language()), false)],
        points: true,
        ..Sheet::default()
    }
}

/// The table of one peer group, and what its formulas refer to.
struct Table<'a> {
    roll: &'a Roll<'a>,
    /// Row of the first line, from 1.
    first: u32,
    terms: Vec<Term<'a>>,
    /// Rounded totals of the ranked, largest first.
    totals: Vec<f64>,
    /// The same by declared group and its value.
    totals_in: BTreeMap<(&'a str, &'a str), Vec<f64>>,
    why: BTreeSet<Why>,
}

impl<'a> Table<'a> {
    fn new(roll: &'a Roll<'a>, peer: &'a Peer<'a>, first: u32) -> Self {
        let (mut totals, mut totals_in) = (Vec::new(), BTreeMap::<_, Vec<f64>>::new());
        for line in peer.lines.iter().filter(|line| line.ranked()) {
            let Some(total) = line.standing.total.as_ref().map(Exact::to_f64) else { continue };
            totals.push(total);
            for group in &roll.rubric().groups {
                totals_in.entry((group.as_str(), line.group(group))).or_default().push(total);
            }
        }
        totals_in.values_mut().chain([&mut totals]).for_each(|totals| totals.sort_by(|left, right| right.total_cmp(left)));
        Self { roll, first: first + 1, terms: terms(roll.rubric()), totals, totals_in, why: BTreeSet::new() }
    }

    fn rubric(&self) -> &'a Rubric {
        self.roll.rubric()
    }

    /// Columns in front of the terms: rank, name, key, groups.
    fn leading(&self) -> usize {
        3 + self.rubric().groups.len()
    }

    fn heads(&self) -> Vec<Head> {
        let (roll, rubric) = (self.roll, self.rubric());
        let mut heads =
            vec![Head::new(roll.pick("名次", "Rank"), 6, 8), Head::new(roll.named(), 8, 22), Head::new(roll.pick("编号", "Key"), 6, 18)];
        heads.extend(rubric.groups.iter().map(|group| Head::new(roll.group_title(group), 8, 16)));
        heads.extend(self.terms.iter().map(|term| Head::new(self.term_title(term), 8, 12)));
        heads.push(Head::new(roll.pick("总分", "Total"), 8, 12));
        if !rubric.grades.is_empty() {
            heads.push(Head::new(roll.pick("等次", "Grade"), 6, 18));
        }
        let rank_in = |group: &String| match roll.rubric().locale {
            Language::Chinese => format!("{}内名次", roll.group_title(group)),
            Language::English => format!("Rank in {}", roll.group_title(group)),
        };
        heads.extend(rubric.groups.iter().map(|group| Head::new(rank_in(group), 7, 10)));
        heads.push(Head::new(roll.pick("备注", "Remarks"), 14, 48));
        heads
    }

    fn term_title(&self, term: &Term) -> String {
        match term {
            Term::Dimension(dimension) => dimension.name.clone(),
            Term::Base => self.roll.pick("基础分", "Base").to_owned(),
            Term::Part(part) => {
                let percent = &part.weight * &Exact::from(100_i64);
                format!("{}\n{}", part.name, self.roll.language().bracketed(format!("{}%", percent.plain())).trim_start())
            }
        }
    }

    fn row(&mut self, place: usize, line: &Line<'a>, position: usize) -> Vec<Cell> {
        let (roll, rubric, leading) = (self.roll, self.rubric(), self.leading());
        let sheet_row = self.first + u32::try_from(place).unwrap_or(0);
        let address = |term: usize| format!("{}{sheet_row}", column_name(u32::try_from(leading + term + 1).unwrap_or(0)));
        let terms = self.terms.clone();
        let reckoned = Reckoning::new(roll, line, position, &mut self.why).cells(&terms, address);
        let mut row = vec![self.rank(line, sheet_row), Cell::text(&line.subject.name), Cell::text(&line.subject.key)];
        row.extend(rubric.groups.iter().map(|group| Cell::text(line.group(group))));
        row.extend(reckoned);
        if !rubric.grades.is_empty() {
            row.push(grade(roll, line));
        }
        let groups = rubric.groups.iter().enumerate();
        row.extend(groups.map(|(index, group)| self.rank_in(line, group, index, sheet_row)).collect::<Vec<_>>());
        row.push(Cell::long(remarks(roll, line)));
        row
    }

    /// The cells of the totals of all ranked: `$P$4:$P$60`.
    fn range(&self, column: usize) -> String {
        let first = self.first;
        let last = first + u32::try_from(self.totals.len()).unwrap_or(1).saturating_sub(1);
        let letter = column_name(u32::try_from(column + 1).unwrap_or(0));
        format!("${letter}${first}:${letter}${last}")
    }

    fn total_column(&self) -> usize {
        self.leading() + self.terms.len()
    }

    fn total_cell(&self, row: u32) -> String {
        format!("{}{row}", column_name(u32::try_from(self.total_column() + 1).unwrap_or(0)))
    }

    fn rank(&mut self, line: &Line, row: u32) -> Cell {
        let (Some(rank), true, Some(total)) = (line.standing.rank, line.ranked(), &line.standing.total) else { return Cell::dash() };
        let found = place_among(total.to_f64(), &self.totals);
        let formula = format!("RANK({},{})", self.total_cell(row), self.range(self.total_column()));
        self.settle_rank(rank, found, formula, None)
    }

    fn rank_in(&mut self, line: &Line, group: &str, index: usize, row: u32) -> Cell {
        let (Some(rank), Some(total)) = (line.standing.rank_in.get(group), &line.standing.total) else { return Cell::dash() };
        let found = self.totals_in.get(&(group, line.group(group))).map_or(0, |totals| place_among(total.to_f64(), totals));
        let letter = column_name(u32::try_from(4 + index).unwrap_or(0));
        let (groups, totals) = (self.range(3 + index), self.range(self.total_column()));
        let formula = format!("COUNTIFS({groups},{letter}{row},{totals},\">\"&{})+1", self.total_cell(row));
        self.settle_rank(*rank, found, formula, searchable(line.group(group)))
    }

    fn settle_rank(&mut self, rank: u32, found: usize, formula: String, objection: Option<Why>) -> Cell {
        let rubric = self.rubric();
        let why = match rubric.standing.ties {
            Ties::Dense => Some(Why::Dense),
            Ties::Shared if !rubric.rounding.rank_on_rounded => Some(Why::ExactRank),
            Ties::Shared => objection.or_else(|| (usize::try_from(rank) != Ok(found)).then_some(Why::TieBreak)),
        };
        match why {
            None => Cell::Live(formula, f64::from(rank), Show::Whole),
            Some(why) => {
                self.why.insert(why);
                Cell::Number(f64::from(rank), Show::WholeByEngine)
            }
        }
    }
}

/// COUNTIFS takes signs of comparison and wildcards in a criterion for what they mean.
fn searchable(group: &str) -> Option<Why> {
    let plain = !group.is_empty() && !group.starts_with(['=', '<', '>']) && !group.contains(['*', '?', '~']);
    (!plain).then_some(Why::GroupName)
}

fn notes(roll: &Roll, peers: &[Peer], why: &BTreeSet<Why>) -> Vec<String> {
    let rubric = roll.rubric();
    let mut notes = vec![roll
        .pick(
            "分项合计、总分和名次为公式，随“分项得分”重算；等次、否决、并列区分和建议人选由程序按办法得出，不随公式变动。",
            "Dimensions, totals and ranks are formulas over the sheet of items; grades, vetoes, tie-breaks and proposals \
             are the program's and do not follow them.",
        )
        .to_owned()];
    if let Some(cap) = &rubric.bonus_cap {
        notes.push(format!("{}{}{}", roll.pick("附加分合计以 ", "Bonus points count up to "), cap.plain(), roll.pick(" 分为限。", ".")));
    }
    let spread = |line: &Line| {
        let scales = line.card.dimensions.iter().map(|score| &score.scale).chain(line.card.parts.iter().map(|score| &score.scale));
        scales.into_iter().any(|scale| *scale != Exact::one())
    };
    if peers.iter().flat_map(|peer| &peer.lines).any(spread) {
        let (zh, en) = (
            "有不计项目的，其余项目按可得分比例折满，折算系数写在公式里，由程序按办法得出。",
            "Where items do not count, the others are scaled up; the factor in the formula is the program's.",
        );
        notes.push(roll.pick(zh, en).to_owned());
    }
    if !why.is_empty() {
        let reasons: Vec<String> = why.iter().map(|why| reason(rubric, *why)).collect();
        let start = roll.pick("带 * 的数由程序按精确值得出后填入，不随公式变动：", "Numbers with * are the program's, not formulas: ");
        notes.push(format!("{start}{}{}", reasons.join(roll.pick("；", "; ")), roll.pick("。", ".")));
    }
    if peers.iter().flat_map(|peer| &peer.lines).any(|line| line.standing.selected != Selected::No) {
        let ranged = roll.review.outcome.quotas.iter().any(|quota| !quota.open.is_empty());
        let (zh, en) = if ranged {
            (
                "★ 为按名额算出的建议人选，◇ 为名额边缘并列或名额范围之内，均供参考。",
                "★ proposed under the quota, ◇ tied at its edge or within its range: for reference only.",
            )
        } else {
            (
                "★ 为按名额算出的建议人选，◇ 为名额边缘并列，均供参考。",
                "★ proposed under the quota, ◇ tied at its edge: for reference only.",
            )
        };
        notes.push(roll.pick(zh, en).to_owned());
    }
    notes.extend(allotments::lines(roll, peers));
    notes.extend(roll.stopped_notes());
    notes
}

fn reason(rubric: &Rubric, why: Why) -> String {
    let (zh, en) = match why {
        Why::Veto => ("否决后总分为 0", "a veto made the total 0"),
        Why::HalfEven => ("舍入方式为四舍六入五成双", "halves are rounded to even"),
        Why::SubPeriods => ("分段计算后合计", "it is added up from sub-periods"),
        Why::Normalised => ("与组内他人比较换算", "it is compared within a group"),
        Why::Doubles => ("电子表格的浮点计算与精确值不一致", "a spreadsheet's doubles would give another number"),
        Why::TieBreak => ("同分者依次比较", "equal totals are told apart by"),
        Why::ExactRank => ("名次按未舍入的精确值排定", "ranks look at exact totals"),
        Why::Dense => ("并列后名次不跳号", "ties are counted without gaps"),
        Why::GroupName => ("组名含有不能检索的字符", "the group's name cannot be searched for"),
    };
    let text = pick(rubric.locale, zh, en).to_owned();
    if why == Why::TieBreak {
        let keys: Vec<String> = rubric.standing.tie_breaks.iter().map(|key| tie_break(rubric, key)).collect();
        return format!("{text}{}{}", pick(rubric.locale, "：", ": "), keys.join(pick(rubric.locale, "、", ", ")));
    }
    text
}

fn tie_break(rubric: &Rubric, key: &TieBreak) -> String {
    let name = match key {
        TieBreak::Criterion(id) => rubric.criterion(id).map(|criterion| &criterion.name),
        TieBreak::Dimension(id) => rubric.dimension(id).map(|dimension| &dimension.name),
        TieBreak::Part(id) => rubric.parts.iter().find(|part| part.id == *id).map(|part| &part.name),
        TieBreak::Count(id) => rubric.counts.iter().find(|count| count.id == *id).map(|count| &count.name),
    };
    let (TieBreak::Criterion(id) | TieBreak::Dimension(id) | TieBreak::Part(id) | TieBreak::Count(id)) = key;
    name.unwrap_or(id).clone()
}
