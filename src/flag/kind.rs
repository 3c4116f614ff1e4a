//! What kinds of flags there are, and how each may well be in order.

use crate::base::text::Say;

/// What a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Suggestions or motions whose texts are nearly the same.
    AlikeTexts,
    /// Many suggestions of one delegate in the last days, or very short ones.
    PaddedTexts,
    /// One person at different places in the same half day.
    TwoPlaces,
    /// Several people signed in within the same second.
    SameSecond,
    /// All ballots on one delegate name the same option.
    BallotsAlike,
    /// The ballots on two delegates stand in the same order.
    BallotsInOrder,
    /// Several delegates have the same counts by option.
    TalliesAlike,
    /// Many responses of a survey came too fast or in the same second.
    HastySurvey,
    /// The numbers of a station contradict each other.
    StationNumbers,
    /// A rater who rates far from the others.
    SevereRater,
    /// A rater who gives everybody the same.
    StraightRater,
    /// One person's two mandates are both credited for the same row.
    TwoMandates,
    /// Most of what a person entered is not verified.
    Unverified,
}

impl Kind {
    /// All, in the order they are shown.
    pub const ALL: [Self; 13] = [
        Self::AlikeTexts,
        Self::PaddedTexts,
        Self::TwoPlaces,
        Self::SameSecond,
        Self::BallotsAlike,
        Self::BallotsInOrder,
        Self::TalliesAlike,
        Self::HastySurvey,
        Self::StationNumbers,
        Self::SevereRater,
        Self::StraightRater,
        Self::TwoMandates,
        Self::Unverified,
    ];

    /// For programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::AlikeTexts => "text/alike",
            Self::PaddedTexts => "text/padded",
            Self::TwoPlaces => "presence/two-places",
            Self::SameSecond => "presence/same-second",
            Self::BallotsAlike => "ballots/all-alike",
            Self::BallotsInOrder => "ballots/same-order",
            Self::TalliesAlike => "ballots/same-tally",
            Self::HastySurvey => "survey/hasty",
            Self::StationNumbers => "station/numbers",
            Self::SevereRater => "rater/severity",
            Self::StraightRater => "rater/straight-line",
            Self::TwoMandates => "mandate/both",
            Self::Unverified => "entry/unverified",
        }
    }

    /// For people.
    pub fn name(self) -> Say {
        let (zh, en) = match self {
            Self::AlikeTexts => ("建议、议案内容相近", "Texts nearly the same"),
            Self::PaddedTexts => ("疑似凑数的建议", "Suggestions made up to a number"),
            Self::TwoPlaces => ("同一时段在两处", "At two places at one time"),
            Self::SameSecond => ("同一秒多人签到", "Signed in within one second"),
            Self::BallotsAlike => ("一名代表的票全部相同", "All ballots on one delegate alike"),
            Self::BallotsInOrder => ("两名代表的票次序相同", "Ballots on two delegates in the same order"),
            Self::TalliesAlike => ("多名代表的票数完全相同", "Several delegates with the same counts"),
            Self::HastySurvey => ("问卷答得过快或集中提交", "Survey answered in haste"),
            Self::StationNumbers => ("联络站数字对不上", "Numbers of a station do not agree"),
            Self::SevereRater => ("评分明显偏高或偏低的评分人", "Rater far from the others"),
            Self::StraightRater => ("给所有人同一分数的评分人", "Rater with one mark for all"),
            Self::TwoMandates => ("同一活动计入两级代表", "Credited at both levels"),
            Self::Unverified => ("自报未核的比例过高", "Mostly not verified"),
        };
        Say::new(zh, en)
    }

    /// How it may well be in order.
    pub fn innocent(self) -> Say {
        let (zh, en) = match self {
            Self::AlikeTexts => (
                "可能是几名代表约定共同反映同一件事，或上期未办结的建议再次提出，也可能是登记时录了两遍。",
                "Delegates may have agreed to raise one matter, an unsettled one may be raised again, or it was entered twice.",
            ),
            Self::PaddedTexts => (
                "可能是期末集中走访后一并提交，或台账只登记了简称。",
                "They may follow visits made at the end of the period, or the register holds short titles only.",
            ),
            Self::TwoPlaces => (
                "可能是两处相近、先后参加，或时段登记有误，或有人同名。",
                "The places may be near and one followed the other, the time may be mistyped, or two people share a name.",
            ),
            Self::SameSecond => (
                "可能是工作人员代为集中录入，或设备离线后一次上传。",
                "Staff may have entered them together, or a device sent them at once after being offline.",
            ),
            Self::BallotsAlike => (
                "可能是这名代表确实口碑一致，或票由工作人员按汇总数补录。",
                "Voters may well agree on this delegate, or ballots were typed in from a sum.",
            ),
            Self::BallotsInOrder => (
                "可能是录入时整段复制作格式、忘了改，或两名代表由同一批选民依次评价。",
                "A block may have been copied as a form and not changed, or the same voters rated both one after the other.",
            ),
            Self::TalliesAlike => (
                "可能是同一会场同一批选民意见一致，或录表时下拉填充未改。",
                "The same voters at one meeting may agree, or cells were filled down and not changed.",
            ),
            Self::HastySurvey => (
                "可能是现场扫码统一作答，题目少、选项熟。",
                "Voters may have answered together on the spot, with few and familiar questions.",
            ),
            Self::StationNumbers => (
                "可能是统计口径不同（件、条、人次），或跨期办结计入了本期。",
                "Matters, opinions and visits may be counted differently, or cases of an earlier period were closed in this one.",
            ),
            Self::SevereRater => (
                "可能是评分人标准较严或较宽，或只熟悉其中几名代表。",
                "The rater may keep a stricter or milder standard, or know only some of the delegates.",
            ),
            Self::StraightRater => (
                "可能是评分人不了解情况而不愿区分，或确认大家都合格。",
                "The rater may not know enough to tell people apart, or hold all of them to be equally good.",
            ),
            Self::TwoMandates => (
                "办法没有写明只计一级时，程序按两级都计；是否都计由办法决定。",
                "Where the rubric does not say one level only, both are credited; it is for the rubric to say.",
            ),
            Self::Unverified => ("可能是审核还没有做完。", "The check may not be finished yet."),
        };
        Say::new(zh, en)
    }
}
