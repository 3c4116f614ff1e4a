//! Titles glued to a name: 张三主席, 李四代表, 书记王五.
//!
//! In: a name in normal form. Out: what is left when titles of a closed list are taken off.

const TITLES: [&str; 32] = [
    "同志",
    "代表",
    "先生",
    "女士",
    "主席",
    "副主席",
    "主任",
    "副主任",
    "书记",
    "副书记",
    "镇长",
    "副镇长",
    "乡长",
    "副乡长",
    "区长",
    "副区长",
    "县长",
    "副县长",
    "市长",
    "副市长",
    "村长",
    "村主任",
    "站长",
    "副站长",
    "组长",
    "副组长",
    "委员",
    "常委",
    "老师",
    "校长",
    "院长",
    "医生",
];

/// Every rest of at least two characters, none of them twice.
pub(super) fn without(form: &str) -> Vec<String> {
    let mut rests = vec![form.to_owned()];
    let mut next = 0;
    while let Some(name) = rests.get(next).cloned() {
        next += 1;
        for title in TITLES {
            let stripped = [name.strip_suffix(title), name.strip_prefix(title)];
            for rest in stripped.into_iter().flatten().filter(|rest| rest.chars().nth(1).is_some()) {
                if !rests.iter().any(|known| known == rest) {
                    rests.push(rest.to_owned());
                }
            }
        }
    }
    rests.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_off_at_both_ends() {
        assert_eq!(without("张三主席"), ["张三"]);
        assert_eq!(without("张三副主席"), ["张三副", "张三"]);
        assert_eq!(without("主席张三同志"), ["主席张三", "张三同志", "张三"]);
        assert!(without("张三").is_empty() && without("李代表").is_empty() && without("代表").is_empty());
    }
}
