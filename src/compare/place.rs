//! Where subjects stand in the dimensions: the share of the other ranked of the peer group who have no more points there.

use std::collections::BTreeMap;

use super::model::{Member, Scored};
use crate::base::exact::Exact;

/// The points of the ranked by peer group and dimension, lowest first.
#[derive(Debug, Default)]
pub(super) struct Places<'a>(BTreeMap<(&'a str, &'a str), Vec<&'a Exact>>);

impl<'a> Places<'a> {
    pub fn of(scored: &'a Scored) -> Self {
        let mut places: BTreeMap<(&str, &str), Vec<&Exact>> = BTreeMap::new();
        for member in scored.members.values().filter(|member| member.rank.is_some()) {
            for (dimension, points) in &member.dimensions {
                places.entry((&member.peer, dimension)).or_default().push(points);
            }
        }
        for points in places.values_mut() {
            points.sort();
        }
        Self(places)
    }

    /// As [`Member::percentile`] is of the total; none unless ranked with somebody else.
    pub fn percentile(&self, member: &Member, dimension: &str) -> Option<Exact> {
        member.rank?;
        let own = member.dimensions.get(dimension)?;
        let all = self.0.get(&(member.peer.as_str(), dimension))?;
        let behind = all.partition_point(|points| *points <= own).checked_sub(1)?;
        Exact::from(behind as u64).over(&Exact::from(all.len().checked_sub(1)? as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(points: u64, ranked: bool) -> Member {
        let dimensions = BTreeMap::from([("work".to_owned(), Exact::from(points))]);
        Member { peer: "镇级".into(), rank: ranked.then_some(1), dimensions, ..Member::default() }
    }

    #[test]
    fn equals_share_a_place_and_who_is_not_ranked_has_none() {
        let members =
            [("a", member(9, true)), ("b", member(7, true)), ("c", member(7, true)), ("d", member(99, false)), ("e", member(1, true))];
        let members = members.into_iter().map(|(key, member)| (key.to_owned(), member)).collect();
        let scored = Scored { members, ..Scored::default() };
        let places = Places::of(&scored);
        let of = |key: &str| scored.members.get(key).and_then(|member| places.percentile(member, "work"));
        assert_eq!(of("a"), Some(Exact::one()));
        assert_eq!((of("b"), of("c")), (Exact::ratio(2, 3), Exact::ratio(2, 3)));
        assert_eq!((of("d"), of("e")), (None, Some(Exact::zero())));
        assert_eq!(scored.members.get("a").and_then(|member| places.percentile(member, "study")), None);
    }
}
