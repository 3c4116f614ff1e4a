//! 名次区间图: a bar for each official rank, and on it a line from the best to the worst usual rank; native, black and white.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsType, ChartFont, ChartFormat, ChartLine, ChartPatternFill, ChartPatternFillType, ChartRange,
    ChartType, Color,
};

use crate::confidence::{PeerConfidence, Range, Sure};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};

/// Peer groups that get charts; more would fill a book nobody reads.
const MOST_PEERS: usize = 6;
/// People on one chart: as many as stand on a page.
const MOST_PEOPLE: usize = 22;
/// Width of the band for charts in characters, and of the chart in pixels.
const BESIDE: u16 = 90;
const WIDTH: u32 = 620;
/// Pixels of a row, and of what a chart shows above its bars.
const ROW: u32 = 24;
const ABOVE: u32 = 48;
/// Rows of a printed page of this width, so that no chart is cut in two.
const PAGE: u32 = 32;

/// Where things stand in a table.
const RANK: u16 = 0;
const NAME: u16 = 1;
const AHEAD: u16 = 4;
const BEHIND: u16 = 5;
const CHART: u16 = 6;

/// Makes the sheet; none where nothing was drawn.
pub(super) fn sheet(roll: &Roll, peers: &[&PeerConfidence]) -> Option<Sheet> {
    let name = roll.pick("名次区间图", "Rank intervals").to_owned();
    let lead = roll.pick(
        "横条为正式名次，横线为 90% 的区间：可往前、往后各几名。只画名额界线前后的人，全部数字见“名次可信度”。",
        "Bars are the official ranks, lines the intervals of 90 %: so many ranks ahead and behind. Only those around the cut; all numbers stand on “Rank confidence”.",
    );
    let mut sheet = Sheet { title: roll.titled(&name), leads: vec![lead.to_owned()], beside: BESIDE, ..Sheet::default() };
    let mut caption = Sheet::first_row(sheet.leads.len(), false, false) - 1;
    let mut page_begins = 0;
    let kinds: [(&str, Of); 2] =
        [(roll.pick("测评重抽", "ballots drawn anew"), |sure| sure.ballots), (roll.pick("权重变动", "other weights"), |sure| sure.weights)];
    for peer in peers.iter().take(MOST_PEERS) {
        for (what, of) in kinds {
            let drawn: Vec<(&Sure, Range)> = window(peer).iter().filter_map(|sure| Some((sure, of(sure)?))).collect();
            if drawn.is_empty() {
                continue;
            }
            let rows = u32::try_from(drawn.len()).unwrap_or(0);
            let worst = drawn.iter().map(|(_, found)| found.high).max().unwrap_or(1);
            sheet.charts.push((caption, CHART, chart(roll, &name, (caption + 2, caption + 1 + rows), worst)));
            let fresh = caption + rows + 2 > page_begins + PAGE;
            if fresh {
                page_begins = caption;
            }
            sheet.grids.push(Grid { fresh, ..grid(roll, peer, what, &drawn) });
            // The caption, the head and a blank row.
            caption += rows + 3;
        }
    }
    (!sheet.grids.is_empty()).then_some(Sheet { name, fixed: true, ..sheet })
}

/// Which of the two intervals.
type Of = fn(&Sure) -> Option<Range>;

/// Those around the edge of the quota.
fn window(peer: &PeerConfidence) -> &[Sure] {
    let all = peer.subjects.as_slice();
    let near = |sure: &Sure| sure.near;
    let middle = all.iter().position(near).zip(all.iter().rposition(near)).map_or(0, |(first, last)| usize::midpoint(first, last));
    let from = middle.saturating_sub(MOST_PEOPLE / 2).min(all.len().saturating_sub(MOST_PEOPLE));
    all.get(from..all.len().min(from + MOST_PEOPLE)).unwrap_or_default()
}

fn grid(roll: &Roll, peer: &PeerConfidence, what: &str, drawn: &[(&Sure, Range)]) -> Grid {
    let row = |(sure, found): &(&Sure, Range)| {
        let name = roll.review.evidence.subjects.get(sure.number).map_or("", |subject| subject.name.as_str());
        vec![
            Cell::whole(sure.rank),
            Cell::text(name),
            Cell::whole(found.low),
            Cell::whole(found.high),
            Cell::whole(sure.rank.abs_diff(found.low)),
            Cell::whole(found.high.abs_diff(sure.rank)),
        ]
    };
    Grid {
        caption: Some(if peer.peer.is_empty() { what.to_owned() } else { format!("{}　{what}", peer.peer) }),
        heads: vec![
            Head::new(roll.pick("名次", "Rank"), 6, 8),
            Head::new(roll.named(), 8, 22),
            Head::new(roll.pick("最好", "Best"), 6, 8),
            Head::new(roll.pick("最差", "Worst"), 6, 8),
            Head::new(roll.pick("可往前", "Ahead"), 8, 8),
            Head::new(roll.pick("可往后", "Behind"), 8, 8),
        ],
        rows: drawn.iter().map(row).collect(),
        ..Grid::default()
    }
}

fn chart(roll: &Roll, sheet: &str, (first, last): (u32, u32), worst: u32) -> Chart {
    let range = |column: u16| ChartRange::new_from_range(sheet, first, column, last, column);
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(ChartPatternFillType::Dotted10Percent).set_foreground_color(Color::Black).set_background_color(Color::White);
    let mut line = ChartErrorBars::new();
    line.set_type(ChartErrorBarsType::Custom(range(BEHIND), range(AHEAD)))
        .set_format(ChartLine::new().set_color(Color::Black).set_width(2.25));
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name(roll.pick("正式名次", "Official rank"))
        .set_categories(&range(NAME))
        .set_values(&range(RANK))
        .set_gap(70)
        .set_format(ChartFormat::new().set_pattern_fill(&fill).set_border(ChartLine::new().set_color(Color::Black).set_width(0.75)))
        .set_x_error_bars(&line);
    chart.x_axis().set_min(0).set_max(worst + 1).set_font(ChartFont::new().set_size(9));
    chart.y_axis().set_reverse().set_label_interval(1).set_font(ChartFont::new().set_size(9));
    chart.title().set_hidden();
    chart.legend().set_hidden();
    chart.set_width(WIDTH).set_height(ABOVE + (last - first + 1) * ROW);
    chart
}
