//! Floors and ceilings of a selection agree with each other and with its places, and so do margin and lots.

use super::{ids, Check};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Bound, BoundSize, Edge, Margin, QuotaSize, Selection, TieBreak};

impl Check<'_> {
    /// The columns of `[fairness]` are on the roster, hold words or texts, and are named once.
    pub(super) fn fairness(&self) {
        let by = self.rubric.fairness.as_deref().unwrap_or_default();
        let roster = std::slice::from_ref(&self.rubric.subject.table);
        let Some(table) = self.rubric.table(&self.rubric.subject.table) else { return };
        let path = ["fairness", "by"];
        self.ids(&path, by, &ids(&table.columns, |column| &column.id));
        self.once_each(&path, by);
        for column in by {
            self.fits(&path, roster, column, &["text", "word"], &Say::new("公平性分析", "`[fairness]`"));
        }
    }

    pub(super) fn bounds(&self) {
        let Some(selection) = &self.rubric.selection else { return };
        self.each_bound("floors", &selection.floors, selection);
        self.each_bound("ceilings", &selection.ceilings, selection);
        self.floors_fit(selection);
        self.kinds(selection);
        self.margin(selection);
        self.lots(selection);
        self.shows(selection);
    }

    /// Bounds name one column and no word twice.
    fn each_bound(&self, key: &str, bounds: &[Bound], selection: &Selection) {
        let first = selection.floors.first().or(selection.ceilings.first());
        for (index, bound) in bounds.iter().enumerate() {
            let index = index.to_string();
            if first.is_some_and(|first| first.column != bound.column) {
                let why = Say::new("各项 floors、ceilings 须看同一列", "all floors and ceilings look at one column");
                self.conflict(&["selection", key, &index], &bound.column, why);
            }
            self.bound(key, &index, bound);
        }
        let words: Vec<String> = bounds.iter().flat_map(|bound| bound.is.clone()).collect();
        self.once_each(&["selection", key], &words);
    }

    fn bound(&self, key: &str, index: &str, bound: &Bound) {
        let path = ["selection", key, index];
        match &bound.size {
            BoundSize::Number(number) => self.some(&path, *number),
            BoundSize::Percent { percent, .. } => self.percent(&["selection", key, index, "percent"], percent),
        }
        let roster = std::slice::from_ref(&self.rubric.subject.table);
        let Some(table) = self.rubric.table(&self.rubric.subject.table) else { return };
        self.id(&path, &bound.column, &ids(&table.columns, |column| &column.id));
        self.fits(&path, roster, &bound.column, &["text", "number", "word", "date", "key"], &Say::new(key, format!("`{key}`")));
        let words = self.words(roster, &bound.column);
        if !words.is_empty() {
            self.ids(&path, &bound.is, &words);
        }
    }

    /// Floors ask for no more than there is.
    fn floors_fit(&self, selection: &Selection) {
        let shares = selection.floors.iter().filter_map(|floor| match &floor.size {
            BoundSize::Percent { percent, .. } => Some(percent.clone()),
            BoundSize::Number(_) => None,
        });
        let numbers = selection.floors.iter().filter_map(|floor| match floor.size {
            BoundSize::Number(number) => Some(number),
            BoundSize::Percent { .. } => None,
        });
        let (share, number): (Exact, u64) = (shares.sum(), numbers.fold(0, u64::saturating_add));
        let places = match selection.quota.size {
            QuotaSize::Number(places) | QuotaSize::Range(places, _) => Some(places),
            QuotaSize::Percent { .. } => None,
        };
        if share > Exact::from(100i64) || places.is_some_and(|places| number > places) {
            let why = Say::new("各项 floors 合计多于全部名额", "the floors ask for more than all places");
            self.conflict(&["selection", "floors"], "", why);
        }
    }

    /// A floor and a ceiling are for the same words or share none, and the floor is not above the ceiling.
    fn kinds(&self, selection: &Selection) {
        for (index, ceiling) in selection.ceilings.iter().enumerate() {
            let path = ["selection", "ceilings", &index.to_string()];
            let shared = |floor: &&Bound| floor.is.iter().any(|word| ceiling.is.contains(word));
            for floor in selection.floors.iter().filter(shared) {
                if !floor.is_for_same(ceiling) {
                    let why = Say::new(
                        "同一类人的 floors 与 ceilings 须写相同的词，不同类的不得有相同的词",
                        "a floor and a ceiling name the same words, or share none",
                    );
                    self.conflict(&path, floor.is.iter().find(|word| ceiling.is.contains(word)).map_or("", String::as_str), why);
                } else if floor.is_above(ceiling) {
                    let why = Say::new("floors 的下限高于 ceilings 的上限", "the floor is above the ceiling");
                    self.conflict(&path, "", why);
                }
            }
        }
    }

    fn margin(&self, selection: &Selection) {
        match &selection.margin {
            Some(Margin::Points(points)) if points.is_negative() => {
                let expected = Say::new("不小于 0 的分数", "points not below 0");
                self.value(&["selection", "margin", "points"], &points.plain(), expected);
            }
            Some(Margin::Places(places)) => self.some(&["selection", "margin", "places"], *places),
            Some(Margin::Percent(percent)) => self.percent(&["selection", "margin", "percent"], percent),
            Some(Margin::Points(_)) | None => {}
        }
    }

    /// What a range leaves open is the committee's, and so no lot is drawn for it.
    fn lots(&self, selection: &Selection) {
        if selection.ties == Edge::Lot && matches!(selection.quota.size, QuotaSize::Range(..)) {
            let why = Say::new(
                "名额为范围时余下的由会议决定，ties 不写 lot",
                "the committee decides on what a range leaves open: `lot` does not stand beside `range`",
            );
            self.conflict(&["selection", "ties"], "lot", why);
        }
    }

    fn shows(&self, selection: &Selection) {
        for (index, shown) in selection.shows.iter().enumerate() {
            self.named_number(&["selection", "shows", &index.to_string()], shown);
        }
    }

    /// What a number is named by is declared.
    pub(super) fn named_number(&self, path: &[&str], named: &TieBreak) {
        let rubric = self.rubric;
        let (id, known) = match named {
            TieBreak::Criterion(id) => (id, ids(&rubric.criteria, |criterion| &criterion.id)),
            TieBreak::Dimension(id) => (id, ids(&rubric.dimensions, |dimension| &dimension.id)),
            TieBreak::Part(id) => (id, ids(&rubric.parts, |part| &part.id)),
            TieBreak::Count(id) => (id, ids(&rubric.counts, |count| &count.id)),
        };
        self.id(path, id, &known);
    }
}
