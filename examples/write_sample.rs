//! Temporary: writes the sample, so that it can be looked at.
fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().unwrap_or_default();
    let number = |text: Option<String>| text.and_then(|text| text.parse::<usize>().ok());
    let subjects = number(arguments.next()).filter(|count| *count > 0);
    let congresses = number(arguments.next()).unwrap_or(1);
    let dirt_per_mille = number(arguments.next()).unwrap_or(0);
    let format = if arguments.next().as_deref() == Some("csv") { duly::sample::Format::Csv } else { duly::sample::Format::Xlsx };
    let options = duly::sample::Options { subjects, congresses, dirt_per_mille, format, ..Default::default() };
    let written = duly::sample::write(&options, std::path::Path::new(&out));
    println!("{:?}", written.map(|files| files.len()));
}
