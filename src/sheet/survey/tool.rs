//! The survey tools and the columns that they write beside the answers.
//!
//! In: the header texts of a sheet. Out: which tool wrote it, and what a column of its own tells.

use std::collections::BTreeSet;

use crate::base::text::{squeeze, Say};

/// A tool whose exports are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// 问卷星, wjx.cn.
    Wenjuanxing,
    /// 腾讯问卷, wj.qq.com.
    TencentSurvey,
    /// 收集表 of 腾讯文档, docs.qq.com.
    TencentForm,
    /// 金数据, jinshuju.net.
    Jinshuju,
}

/// What a column of the tool's own tells; nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// How long answering took.
    Taken,
    /// When the response was sent.
    Sent,
    /// From which network address.
    Address,
    /// Anything else.
    Other,
}

const WENJUANXING: [(&str, Lead); 10] = [
    ("序号", Lead::Other),
    ("提交答卷时间", Lead::Sent),
    ("所用时间", Lead::Taken),
    ("来源", Lead::Other),
    ("来源详情", Lead::Other),
    ("来自ip", Lead::Address),
    ("总分", Lead::Other),
    ("答卷编号", Lead::Other),
    ("用户名", Lead::Other),
    ("答题时长", Lead::Taken),
];

const TENCENT_SURVEY: [(&str, Lead); 17] = [
    ("编号", Lead::Other),
    ("开始答题时间", Lead::Other),
    ("结束答题时间", Lead::Sent),
    ("答题时长", Lead::Taken),
    ("语言", Lead::Other),
    ("清洗数据结果", Lead::Other),
    ("智能清洗数据无效概率", Lead::Other),
    ("地理位置国家和地区", Lead::Other),
    ("地理位置省", Lead::Other),
    ("地理位置市", Lead::Other),
    ("用户类型", Lead::Other),
    ("用户标识", Lead::Other),
    ("昵称", Lead::Other),
    ("自定义字段", Lead::Other),
    ("ip", Lead::Address),
    ("ua", Lead::Other),
    ("referrer", Lead::Other),
];

const TENCENT_FORM: [(&str, Lead); 2] = [("提交时间(自动)", Lead::Sent), ("提交者(自动)", Lead::Other)];

/// As the tool's pages name what its public interface calls `serial_number`, `creator_name`, `created_at`, `updated_at`,
/// `info_filling_duration`, `info_platform`, `info_os`, `info_browser`, `info_region` and `info_remote_ip`.
const JINSHUJU: [(&str, Lead); 16] = [
    ("序号", Lead::Other),
    ("提交人", Lead::Other),
    ("提交时间", Lead::Sent),
    ("修改人", Lead::Other),
    ("修改时间", Lead::Other),
    ("更新时间", Lead::Other),
    ("填写时长", Lead::Taken),
    ("填写设备", Lead::Other),
    ("操作系统", Lead::Other),
    ("浏览器", Lead::Other),
    ("填写地区", Lead::Other),
    ("ip", Lead::Address),
    ("填写ip", Lead::Address),
    ("来源渠道", Lead::Other),
    ("自定义字段", Lead::Other),
    ("扩展属性", Lead::Other),
];

/// What no question without a number is about, whichever tool wrote it.
const PRIVATE: [&str; 16] = [
    "昵称",
    "openid",
    "unionid",
    "用户标识",
    "地理位置",
    "经纬度",
    "经度",
    "纬度",
    "头像",
    "referrer",
    "useragent",
    "ip地址",
    "来自ip",
    "ip所在",
    "ip属地",
    "答题时间",
];

impl Tool {
    const ALL: [Self; 4] = [Self::Wenjuanxing, Self::TencentSurvey, Self::TencentForm, Self::Jinshuju];

    /// The tool that writes a header like this one.
    pub fn of(texts: &[(u32, String)]) -> Option<Self> {
        let squeezed: BTreeSet<String> = texts.iter().map(|(_, text)| squeeze(text)).collect();
        Self::ALL.into_iter().find(|tool| {
            let marked = tool.marks().iter().any(|mark| squeezed.contains(*mark));
            marked && tool.leads().iter().filter(|(lead, _)| squeezed.contains(*lead)).count() >= tool.least()
        })
    }

    /// What the column under this header tells, where it is the tool's own.
    pub fn lead(self, text: &str) -> Option<Lead> {
        let squeezed = squeeze(text);
        let listed = self.leads().iter().find(|(lead, _)| *lead == squeezed).map(|(_, lead)| *lead);
        let own = squeezed.ends_with("(自动)") || PRIVATE.iter().any(|private| squeezed.contains(private));
        listed.or_else(|| own.then_some(Lead::Other))
    }

    /// Whether every question has its number before it.
    pub fn numbers_questions(self) -> bool {
        match self {
            Self::Wenjuanxing | Self::TencentSurvey => true,
            Self::TencentForm | Self::Jinshuju => false,
        }
    }

    /// Columns that only this tool writes; one of them must be there.
    fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Wenjuanxing => &["提交答卷时间"],
            Self::TencentSurvey => &["开始答题时间", "结束答题时间"],
            Self::TencentForm => &["提交时间(自动)", "提交者(自动)"],
            // 提交人 and 提交时间 stand in many a register of an office.
            Self::Jinshuju => &["填写时长", "填写设备", "填写地区", "ip", "填写ip"],
        }
    }

    /// How many of its columns must be there.
    fn least(self) -> usize {
        match self {
            Self::Wenjuanxing => 3,
            Self::TencentSurvey | Self::Jinshuju => 4,
            Self::TencentForm => 1,
        }
    }

    fn leads(self) -> &'static [(&'static str, Lead)] {
        match self {
            Self::Wenjuanxing => &WENJUANXING,
            Self::TencentSurvey => &TENCENT_SURVEY,
            Self::TencentForm => &TENCENT_FORM,
            Self::Jinshuju => &JINSHUJU,
        }
    }

    /// For programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Wenjuanxing => "wjx",
            Self::TencentSurvey => "tencent-survey",
            Self::TencentForm => "tencent-form",
            Self::Jinshuju => "jinshuju",
        }
    }

    /// For people.
    pub fn say(self) -> Say {
        match self {
            Self::Wenjuanxing => Say::new("问卷星", "Wenjuanxing (wjx.cn)"),
            Self::TencentSurvey => Say::new("腾讯问卷", "Tencent Survey (wj.qq.com)"),
            Self::TencentForm => Say::new("腾讯文档收集表", "Tencent Docs form"),
            Self::Jinshuju => Say::new("金数据", "Jinshuju (jinshuju.net)"),
        }
    }
}
