//! What the page's script reads: only what may be shown to whom the page is for.

use serde_json::{json, Value};

use super::super::comparison::Part;
use super::super::taken::{taken, Known, Taken};
use super::super::wording::{group_title, long_day, name_title, pick, span};
use super::PageReview;
use crate::base::exact::{Exact, RoundMode};
use crate::base::text::Language;
use crate::compare::{names_in_order, stands, GroupName, GroupStand, Member};

/// Means of groups smaller than this would tell of single persons.
const FEWEST: u64 = 5;

/// None where there is no period to show.
pub(super) fn data(review: &PageReview) -> Option<Value> {
    let parts: Vec<Part> = review.periods.iter().filter_map(|period| period.main).collect();
    let last = *parts.last()?;
    let page = Data { review, parts, last, language: last.rubric.locale };
    let rubric = last.rubric;
    let ids: Vec<&str> = page.parts.iter().map(|part| part.scored.period.id.as_str()).collect();
    let title = match (page.language, review.internal) {
        (Language::Chinese, true) => format!("{}履职评分（内部）", rubric.subject.called),
        (Language::Chinese, false) => format!("{}履职情况", rubric.subject.called),
        (Language::English, true) => format!("{} (internal)", rubric.name),
        (Language::English, false) => rubric.name.clone(),
    };
    let mark = page.pick("内部资料，不得公开", "internal, not to be published");
    Some(json!({
        "lang": if page.language == Language::Chinese { "zh-CN" } else { "en" },
        "title": title,
        "line": format!("{}　{}", rubric.issuer.clone().unwrap_or_default(), span(&last.scored.period, page.language)),
        "mark": review.internal.then_some(mark),
        "foot": page.foot(),
        "words": page.words(),
        "points": review.internal,
        "periods": ids,
        "peers": page.peers(),
        "groupTitles": rubric.groups.iter().map(|group| page.group_title(group)).collect::<Vec<_>>(),
        "criteria": if review.internal { page.criteria() } else { json!([]) },
        "dimensions": rubric.dimensions.iter().map(|dimension| dimension.name.as_str()).collect::<Vec<_>>(),
        "subjects": page.subjects(),
        "groups": page.groups(),
        "figures": page.figures(),
        "problems": page.problems(),
    }))
}

struct Data<'a> {
    review: &'a PageReview<'a>,
    /// The main folder of each period that has one.
    parts: Vec<Part<'a>>,
    last: Part<'a>,
    language: Language,
}

impl Data<'_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    /// As the rubric prints points.
    fn print(&self, number: Option<&Exact>) -> Option<String> {
        let rounding = self.last.rubric.rounding;
        number.map(|number| number.print(rounding.decimals, rounding.mode))
    }

    fn foot(&self) -> String {
        let rubric = self.last.rubric;
        let day = long_day(self.review.as_of, self.language);
        match self.language {
            Language::Chinese => format!("依据《{}》{}。数据截至：{day}。供参考，以正式文件为准。", rubric.name, rubric.version),
            Language::English => {
                format!("Under {} {}. As of {day}. For information; the official papers decide.", rubric.name, rubric.version)
            }
        }
    }

    fn words(&self) -> Value {
        json!({
            "contents": self.pick("目录", "Contents"),
            "ranking": if self.review.internal { self.pick("排名", "Ranking") } else { self.pick("建议人选", "Proposed") },
            "groups": self.pick("分组情况", "Groups"),
            "trend": self.pick("各期走势", "Trends"),
            "figures": self.pick("工作数字", "Figures"),
            "problems": self.pick("数据问题", "Problems"),
            "search": self.search(),
            "all": self.pick("全部", "All"),
            "rank": self.pick("名次", "Rank"),
            "name": name_title(self.last.rubric),
            "peer": self.pick("排名组", "Peer group"),
            "total": self.pick("总分", "Total"),
            "grade": self.pick("等次", "Grade"),
            "selected": self.pick("建议", "Proposed"),
            "criterion": self.pick("项目", "Criterion"),
            "clause": self.pick("条款", "Clause"),
            "measure": self.pick("数量", "Measure"),
            "points": self.pick("得分", "Points"),
            "dimension": self.pick("分项", "Dimension"),
            "dimensions": self.pick("分项合计", "Dimensions"),
            "over": self.pick("各期总分", "Totals over the periods"),
            "people": self.pick("参加排名", "Ranked"),
            "mean": self.pick("均分", "Mean"),
            "figure": self.pick("指标", "Figure"),
            "unit": self.pick("单位", "Unit"),
            "place": self.pick("位置", "Place"),
            "severity": self.pick("程度", "Severity"),
            "what": self.pick("问题", "Problem"),
            "fix": self.pick("改法", "Fix"),
            "close": self.pick("关闭", "Close"),
            "none": {
                "not-required": self.pick("不要求", "not required"),
                "excused": self.pick("准假", "excused"),
                "not-in-office": self.pick("不在任", "not in office"),
                "not-recorded": self.pick("未记录", "not recorded"),
                "ballots": self.pick("票数不足", "too few ballots"),
                "turnout": self.pick("参加人数不足", "turnout too low"),
                "trim": self.pick("去掉最高最低后没有剩余", "nothing left without the highest and the lowest"),
            },
        })
    }

    /// The peer group; where the rubric forms none, all are one.
    fn all_or<'b>(&self, peer: &'b str) -> &'b str {
        if peer.is_empty() {
            self.pick("全体", "all")
        } else {
            peer
        }
    }

    /// What the list can be searched by.
    fn search(&self) -> String {
        let rubric = self.last.rubric;
        let by: Vec<String> = [name_title(rubric)].into_iter().chain(rubric.groups.iter().map(|group| self.group_title(group))).collect();
        match self.language {
            Language::Chinese => format!("按{}查找", by.join("、")),
            Language::English => "Search by name or group".to_owned(),
        }
    }

    fn peers(&self) -> Vec<&str> {
        let mut peers: Vec<&str> = self.shown().map(|(_, member)| member.peer.as_str()).collect();
        peers.sort_unstable();
        peers.dedup();
        peers
    }

    fn group_title(&self, id: &str) -> String {
        group_title(self.last.rubric, id)
    }

    /// Everybody for the office; else those proposed.
    fn shown(&self) -> impl Iterator<Item = (&String, &Member)> {
        self.last.scored.members.iter().filter(|(_, member)| self.review.internal || member.selected)
    }

    fn subjects(&self) -> Vec<Value> {
        let mut all: Vec<(&String, &Member)> = self.shown().collect();
        all.sort_by_key(|(key, member)| (member.peer.as_str(), member.rank.unwrap_or(u32::MAX), key.as_str()));
        all.into_iter().enumerate().map(|(place, (key, member))| self.subject(place, key, member)).collect()
    }

    fn subject(&self, place: usize, key: &str, member: &Member) -> Value {
        let rubric = self.last.rubric;
        let group = |id: &String| member.groups.get(id).cloned().unwrap_or_default();
        let mut one = json!({
            "place": place,
            "name": member.name,
            "peer": member.peer,
            "groups": rubric.groups.iter().map(group).collect::<Vec<_>>(),
            "rank": member.rank,
            "grade": member.grade,
            "selected": if member.selected { self.pick("是", "yes") } else { "" },
        });
        if !self.review.internal {
            return one;
        }
        let items = rubric.criteria.iter().enumerate().filter_map(|(number, criterion)| {
            let item = member.items.get(&criterion.id)?;
            let measure = item.measure.as_ref().map(|measure| match &item.of {
                Some((above, below)) => format!("{}（{}/{}）", short(measure), above.plain(), below.plain()),
                None => short(measure),
            });
            Some(json!([number, measure, self.print(item.points.as_ref()), item.too_few.as_ref().or(item.no_value.as_ref())]))
        });
        let totals = self.parts.iter().map(|part| self.print(part.scored.total(key)));
        let dimensions = rubric.dimensions.iter().map(|dimension| self.print(member.dimensions.get(&dimension.id)));
        let more = json!({
            "key": key,
            "total": self.print(member.official.as_ref()),
            "reason": member.reason,
            "items": items.collect::<Vec<_>>(),
            "dimensions": dimensions.collect::<Vec<_>>(),
            "totals": totals.collect::<Vec<_>>(),
        });
        if let (Some(one), Value::Object(more)) = (one.as_object_mut(), more) {
            one.extend(more);
        }
        one
    }

    fn criteria(&self) -> Value {
        let criterion = |criterion: &crate::rubric::model::Criterion| json!({ "name": criterion.name, "clause": criterion.clause });
        self.last.rubric.criteria.iter().map(criterion).collect()
    }

    /// Means of peer groups and of declared groups, a period each.
    fn groups(&self) -> Vec<Value> {
        let periods: Vec<_> = self.parts.iter().map(|part| stands(part.scored)).collect();
        let Some(now) = periods.last() else { return Vec::new() };
        let names = names_in_order(self.parts.iter().map(|part| part.scored));
        let told = |stand: Option<&GroupStand>| {
            let stand = stand.filter(|stand| self.review.internal || stand.ranked >= FEWEST)?;
            self.print(stand.mean.as_ref())
        };
        let mut ids: Vec<Option<&String>> = vec![None];
        ids.extend(self.last.rubric.groups.iter().map(Some));
        let grid = |id: Option<&String>| {
            let of = |name: &GroupName| name.1.as_ref().map(|(group, _)| group) == id;
            let rows: Vec<Value> = names
                .iter()
                .filter_map(|name| Some((name, now.get(name)?)))
                .filter(|(name, stand)| of(name) && stand.ranked > 0 && periods.iter().any(|period| told(period.get(name)).is_some()))
                .map(|(name, stand)| {
                    let value = name.1.as_ref().map_or("", |(_, value)| value.as_str());
                    let means: Vec<Option<String>> = periods.iter().map(|period| told(period.get(name))).collect();
                    let peer = if id.is_some() { name.0.as_str() } else { "" };
                    let value = if id.is_some() { value } else { self.all_or(&name.0) };
                    json!({ "peer": peer, "name": value, "people": stand.ranked, "means": means })
                })
                .collect();
            let title = id.map_or_else(|| self.pick("排名组", "Peer groups").to_owned(), |id| self.group_title(id));
            json!({ "title": title, "rows": rows })
        };
        ids.into_iter().map(grid).filter(|grid| grid["rows"].as_array().is_some_and(|rows| !rows.is_empty())).collect()
    }

    /// From all folders of each period; a mark where two of them do not agree.
    fn figures(&self) -> Vec<Value> {
        let periods: Vec<Vec<Taken>> = self.review.periods.iter().filter(|period| period.main.is_some()).map(taken).collect();
        let differ = self.pick("数字不一致", "numbers differ");
        let told = |known: &Known| match known {
            Known::Nothing => None,
            Known::One(counted) => Some(counted.value.plain()),
            Known::Differing(_) => Some(differ.to_owned()),
        };
        let figure = |figure: &Taken| {
            let same = |period: &Vec<Taken>| period.iter().find(|known| known.id == figure.id).and_then(|known| told(&known.value));
            json!({ "name": figure.name, "unit": figure.unit, "values": periods.iter().map(same).collect::<Vec<_>>() })
        };
        periods.last().into_iter().flatten().map(figure).collect()
    }

    fn problems(&self) -> Vec<Value> {
        let shown = self.review.problems.iter().filter(|_| self.review.internal);
        let problem = |problem: &crate::base::problem::Problem| {
            let severity = if problem.is_error() { self.pick("错误", "error") } else { self.pick("提醒", "warning") };
            json!([problem.location(self.language), severity, problem.message(self.language), problem.fix(self.language)])
        };
        shown.map(problem).collect()
    }
}

/// A number without needless zeros; a fraction that is no short decimal with two places.
fn short(number: &Exact) -> String {
    let text = number.plain();
    if text.contains('/') {
        number.print(2, RoundMode::HalfUp)
    } else {
        text
    }
}
