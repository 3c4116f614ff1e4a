//! Tables of a small nation, sound or with faults, for [`super::nation`].

/// A table: texts as they would stand in cells.
pub struct Table {
    pub name: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// Throws that repeat.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    fn pick(&mut self, items: &[&'static str]) -> String {
        items.get(self.below(items.len())).copied().unwrap_or_default().to_owned()
    }

    fn day(&mut self) -> String {
        format!("2025-{:02}-{:02}", 7 + self.below(6), 1 + self.below(28))
    }
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Four tables without a fault; some members were in office for a part of the period, or not at all.
pub fn sound(congresses: usize, subjects: usize) -> Vec<Table> {
    let mut dice = Dice(7);
    let mut roster = Vec::new();
    for subject in 1..=subjects {
        let congress = format!("云岭省安阳县第{}镇", subject % congresses);
        let (from, to) = match subject % 20 {
            0 => (dice.day(), String::new()),
            1 => (String::new(), dice.day()),
            2 => ("2021-12-20".to_owned(), String::new()),
            3 if subject % 40 == 3 => (String::new(), "2025-03-01".to_owned()),
            _ => Default::default(),
        };
        let name = format!("{}{}", dice.pick(&["王", "李", "赵", "欧阳"]), dice.pick(&["伟", "芳", "建国", "秀英", "·买买提"]));
        let sector = dice.pick(&["农民", "领导干部", ""]);
        roster.push(vec![
            subject.to_string(),
            name,
            congress,
            "安阳县".into(),
            "云岭省".into(),
            dice.pick(&["男", "女"]),
            sector,
            from,
            to,
        ]);
    }
    let (mut attendance, mut suggestions, mut ballots) = (Vec::new(), Vec::new(), Vec::new());
    for subject in 1..=subjects {
        for kind in ["人代会", "人代会", "小组会议", "小组会议", "视察", "调研", "学习培训", "接待选民"] {
            let status = dice.pick(&["出席", "出席", "出席", "请假", "迟到", "早退", "公假", "缺席"]);
            attendance.push(vec![subject.to_string(), dice.day(), kind.to_owned(), status]);
        }
        for _ in 0..dice.below(6) {
            let signers = 1 + dice.below(6);
            let role = dice.pick(&["领衔", "联名"]);
            let (state, result) = (dice.pick(&["立案", "立案", "不予立案"]), dice.pick(&["A类", "B类", "C类", "D类", ""]));
            suggestions.push(vec![
                (suggestions.len() + 1).to_string(),
                dice.day(),
                subject.to_string(),
                role,
                signers.to_string(),
                state,
                result,
            ]);
        }
        for _ in 0..dice.below(14) {
            let class = dice.pick(&["选民", "代表", "领导"]);
            ballots.push(vec![subject.to_string(), class, dice.pick(&["优秀", "称职", "基本称职", "不称职", "弃权"])]);
        }
    }
    let columns = vec!["subject", "name", "congress", "county", "province", "sex", "sector", "from", "to"];
    vec![
        Table { name: "roster", columns, rows: roster },
        Table { name: "attendance", columns: vec!["subject", "date", "kind", "status"], rows: attendance },
        Table { name: "suggestions", columns: vec!["number", "date", "subject", "role", "signers", "state", "result"], rows: suggestions },
        Table { name: "ballots", columns: vec!["subject", "class", "rating"], rows: ballots },
    ]
}

/// The same with faults and oddities in some rows of each table.
pub fn faulty(congresses: usize, subjects: usize, seed: u64) -> Vec<Table> {
    let mut tables = sound(congresses, subjects);
    let mut dice = Dice(seed.wrapping_add(99));
    let more: [&[&[&str]]; 4] = [
        &[
            // A key twice: the same row, and another person.
            &["5", "", "", "", "", "", "", "", ""],
            &["900", "孙丽", "云岭省安阳县第0镇", "安阳县", "云岭省", "女", "", "2025-12-01", "2025-08-01"],
            &["901", "周明（东村）", "云岭省安阳县第1镇", "安阳县", "云岭省", "男", "农民", "", ""],
            &["902", "合计", "", "", "", "", "", "", ""],
            &["7", "吴 强", "云岭省安阳县第1镇", "安阳县", "云岭省", "男", "", "", ""],
            &["", "郑爽", "云岭省安阳县第2镇", "安阳县", "云岭省", "男", "", "", ""],
        ],
        &[
            &["1", "2025-08-01", "人代会", "列席"],
            &["2", "2025-08-01", "人代会", ""],
            &["3000", "2025-08-01", "人代会", "出席"],
            &["4", "2024-08-01", "小组会议", "出席"],
            &["5", "2026-01-01", "小组会议", "出席"],
            &["6", "", "小组会议", "出席"],
            &["", "2025-08-01", "视察", "出席"],
            &["8", "2025-08-01", "合计", ""],
            &["901", "2025-08-01", "人代会", " 出 席 "],
            &["7", "2025-08-01", "接待选民", "present"],
            &["900", "2025-08-01", "接待选民", "出席"],
        ],
        &[
            &["1", "2025-08-01", "9", "执笔", "2", "立案", "A类"],
            &["2", "2025-08-01", "10", "领衔", "0", "立案", "A类"],
            &["3", "2025-08-01", "11", "领衔", "5000", "立案", "E类"],
            &["4", "2025-08-01", "901", "联名", "4", "立案", ""],
            &["5", "2025-08-01", "12", "", "", "", ""],
        ],
        &[&["13", "选民", "好"], &["14", "群众", "优秀"], &["3001", "选民", "优秀"], &["901", "选民", "优秀"], &["901", "选民", "称职"]],
    ];
    for (table, more) in tables.iter_mut().zip(more) {
        for row in more {
            let at = dice.below(table.rows.len());
            table.rows.insert(at, texts(row));
        }
    }
    tables
}
