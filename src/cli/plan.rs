//! `duly plan`: the tallies that a rubric needs, as SQL.

use serde_json::json;

use super::args::PlanArgs;
use super::show::Show;
use super::Exit;
use crate::base::text::Language;
use crate::run::{plan as planned, Failure, Planned};

pub(super) fn plan(options: &PlanArgs, show: &Show) -> Result<Exit, Failure> {
    let (plan, sql) = (planned(&options.request(), options.dialect())?, options.dialect());
    for line in head(&plan, sql.id(), show.language) {
        show.line(&format!("-- {}", line.replace('\n', " ")));
    }
    show.line(plan.statement.text.trim_end());
    let tables = plan.statement.tables.iter().map(|table| {
        let columns: Vec<_> = table.columns.iter().map(|(name, holds)| json!({ "name": name, "holds": holds })).collect();
        json!({ "name": table.name, "columns": columns })
    });
    let tables: Vec<_> = tables.collect();
    show.json(&json!({
        "type": "plan", "id": plan.id, "engine": sql.id(), "rubric": plan.rubric, "period": plan.period, "tables": tables,
        "sql": plan.statement.text,
    }));
    show.json_summary("plan", Exit::Done, &[], &[], &[]);
    Ok(Exit::Done)
}

/// What stands above the statement: what it is, and the tables and columns that the engine must have.
fn head(plan: &Planned, engine: &str, language: Language) -> Vec<String> {
    let say = |zh: String, en: String| if language == Language::Chinese { zh } else { en };
    let mut head = vec![
        say(
            format!("计数方案 {}：{}，{}（{engine}）", plan.id, plan.rubric, plan.period),
            format!("plan {}: {}, {} ({engine})", plan.id, plan.rubric, plan.period),
        ),
        say(
            "结果导出为 parquet 或 csv，再运行：duly score 名册 --tallies 文件 --rubric 办法 --out 文件夹（见 docs/engines.md）".to_owned(),
            "export the result as parquet or csv, then: duly score ROSTER --tallies FILE --rubric RUBRIC --out DIR (see docs/engines.md)"
                .to_owned(),
        ),
        say("引擎里须有的表和列：".to_owned(), "tables and columns that the engine must have:".to_owned()),
    ];
    for table in &plan.statement.tables {
        let columns = table.columns.iter().map(|(name, holds)| format!("{name} ({holds})"));
        head.push(format!("  {}: {}", table.name, columns.collect::<Vec<_>>().join(", ")));
    }
    head
}
