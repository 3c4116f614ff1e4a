//! What is a person's is found however it is written; what an office writes besides is left alone.

use super::{find, Kind, Private};

fn kinds(text: &str) -> Vec<Kind> {
    find(text).into_iter().map(|one| one.kind).collect()
}

#[test]
fn private_data_is_found_however_it_is_written() {
    for (text, kind) in [
        ("110101199003077715", Kind::Identity),
        ("身份证：11010119900307771X。", Kind::Identity),
        ("１１０１０１１９９００３０７７７１５", Kind::Identity),
        ("130503 19670401 0016", Kind::Identity),
        ("130503670401001", Kind::Identity),
        ("张三13800138000", Kind::Mobile),
        ("138 0013 8000", Kind::Mobile),
        ("138-0013-8000", Kind::Mobile),
        ("+86 13800138000", Kind::Mobile),
        ("+8613800138000", Kind::Mobile),
        ("0571-87654321", Kind::Telephone),
        ("（010）62345678", Kind::Telephone),
        ("电话：87654321", Kind::Telephone),
        ("6222021234567890128", Kind::Card),
        ("6222 0212 3456 7890 128", Kind::Card),
        ("zhang.san@example.com", Kind::Mail),
        ("微信：12345678", Kind::Account),
        ("幸福小区3号楼", Kind::Address),
        ("2单元501室", Kind::Address),
        ("东街12号", Kind::Address),
        ("东村三组12号", Kind::Address),
        ("电话138.1111.0071", Kind::Mobile),
        ("138.1111.0071", Kind::Mobile),
        ("138．1111．0071", Kind::Mobile),
        ("138。1111。0071", Kind::Mobile),
        ("138·1111·0071", Kind::Mobile),
        ("138•11110071", Kind::Mobile),
        ("138_1111_0071", Kind::Mobile),
        ("138/1111/0071", Kind::Mobile),
        ("138 / 1111 / 0071", Kind::Mobile),
        ("138,1111,0071", Kind::Mobile),
        ("138.111.10071", Kind::Mobile),
        ("138.1111.0071/139.1111.0071", Kind::Mobile),
        ("+86 138.1111.0071", Kind::Mobile),
        ("86.138.1111.0071", Kind::Mobile),
        ("手机：138.11110071", Kind::Mobile),
        ("0571/87654321", Kind::Telephone),
        ("010.62345678", Kind::Telephone),
        ("电话0571.8765.4321", Kind::Telephone),
        ("电话：8765.4321", Kind::Telephone),
        ("电话400.810.8888", Kind::Telephone),
        ("110101.19900307.7715", Kind::Identity),
        ("110101/19900307/7715", Kind::Identity),
        ("1101_0119_9003_0777_15", Kind::Identity),
        ("6222.0212.3456.7890.128", Kind::Card),
        ("6222_0212_3456_7890_128", Kind::Card),
        ("卡号6222,0212,3456,7890,128", Kind::Card),
    ] {
        assert!(kinds(text).contains(&kind), "{text}: {:?}", find(text));
    }
}

#[test]
fn what_an_office_writes_besides_is_left_alone() {
    for text in [
        "2025年1月1日至2025年6月30日",
        "2025-03-05 2025-03-12",
        "1380013800012",
        "0.13800138000",
        "88.76",
        "第3号议案",
        "第一单元",
        "纪检监察二室",
        "三栋镇党委书记",
        "清府〔2025〕12号文件",
        "Z001",
        "20250101001",
        "91330100MA27XYZ12K",
        "五里村党支部书记",
        "八一路小学教师",
        "1234567890123",
        "12",
        "2025.11.06",
        "2025.11.06-2025.11.12",
        "电话通知2025.11.06",
        "电话通知2025-11-06",
        "电话2024/2025",
        "电话2025/0106",
        "电话费1234.56，手机费12345.67",
        "手机补贴1,234,567.89",
        "13.5, 14.2, 13.8",
        "13.5,14.2,13.8,15.1",
        "138.11110071",
        "1381111.0071",
        "13811.110071",
        "150, 2000, 3500",
        "150、2000、3500",
        "120,150,2000,3500,4000",
        "150/2000/3500/160",
        "13,811,110,071",
        "150/20250101",
        "0301_20250101",
        "0301.001.0001",
        "4000,3500,4200,5109",
        "12.138 1111 0071",
        "3.13.2.1.5",
        "192.168.1.100",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn what_is_told_of_private_data_does_not_give_it_away() {
    let masked: Vec<String> = find("110101199003077715 3号楼").iter().map(Private::masked).collect();
    assert_eq!(masked, ["110*************15", "3号*"]);
}
