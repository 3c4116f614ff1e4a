//! One test program: a binary linked with polars is large, so all kinds of tests share it.
//!
//! `floors`      a floor uses only those below it
//! `flags`       what a person should look at is found, and nothing else
//! `engines`     tallies counted by an engine give the same results as rows
//! `formats`     every format of file gives the same scores
//! `golden`      a folder of text tables in, results out
//! `regulations` the published rules that come with the program
//! `publishing`  what leaves the office: the public list, its scan, and dossiers
//! `problems`    a folder for each problem code
//! `rubric_checks` each mistake of a rubric is told at its line
//! `place_checks` mistakes in grades, quota and floors are told at their line
//! `choosing`    ceilings, lots, who is near the line, the record of a term, fairness
//! `standings`   grades by rank, mandates, ranges and floors
//! `still_open`  what was closed after the last day is open in every table
//! `stations`    receptions, cases and lists of liaison stations, and the workbook that tells of them
//! `carried`     items that outlast a period
//! `inspections` departments rated at inspections, and what they are to put right
//! `periods`     rules over several periods, and notices
//! `examples`    each word of the language, in worked examples that fail without it
//! `seats`       registers by seat: one number, two people
//! `stages`      sub-periods, and numbers compared within a group
//! `rubric_doubts` what an author is warned of
//! `rubrics`     every rubric's worked examples, and that other readers can open the files
//! `language`    the manual is made from the table of words; the JSON Schema takes what the reader takes
//! `mechanisms`  the manual claims no mechanism that nothing shows
//! `laws`        what must hold of any input
//! `links`       rows of another table that decide whether a row counts
//! `many_rows`   large sheets, folded or row by row, are told alike
//! `halves`      a year scored from the folders of its halves
//! `halves_of_sample` the sample's halves, each alone and together
//! `staged_laws` what must hold of sub-periods and of comparison within a group
//! `oracle`      an independent implementation agrees to the last digit
//! `garbage`     broken input ends in 0, 1 or 2
//! `other_eyes`  `LibreOffice` and Python read and recalculate the workbooks
//! `full_disk`   no room for a file: said, and nothing left half written
//! `same_bytes`  the same input gives the same bytes
//! `corrections` cells corrected by a sheet of their own, and what changed from one scoring to the next
//! `bulk`        a workbook for each congress: right, restartable, whole whenever the program is killed
//! `changing`    what a new version of a rubric says and does
//! `commands`    what the commands promise
//! `comparing`   folders of results compared
//! `comparison_book` the workbook of a comparison, as a spreadsheet opens it
//! `planted`     a change of the rules, split as the oracle splits it
//! `terms`       four terms of a real house compared
//! `spans`       quarters, two years, a term, and caps for parts of them
//! `showing`     the year's report and its page, looked at by a browser and by a count of the workbooks
//! `too_few`     too few ballots and cells left blank are called what they are
//! `ratings`     votes on sheets, and who voted
//! `raters`      raters beside each other
//! `statistics`  intervals, means, agreement and shrinkage are those of other people's programs
//! `confidence`  how sure ranks are: with a seed only, the same for any number of threads
//! `two_rounds` a fault of the roster hides no other
//! `unchanged`   a file copied into the folder of the next period is that period's
//! `undated`     a month or a quarter where a day is expected
//! `verifying`   folders of results: found again, and left whole by a failure
//! `surveys`     exports of survey tools are ballots, and tell nothing of who answered
//! `telling`     what is said, at which places
//! `from_paper`  the page that takes a rule from paper to rubric
//! `people`      who is meant by a name, row by row of the page on people
//! `pages`       the README's commands run and the generated pages are fresh

#![expect(clippy::indexing_slicing, reason = "a value that is not there fails the test, as it should")]

mod accounts;
mod awaited;
mod bulk;
mod carried;
mod changing;
mod choosing;
mod commands;
mod comparing;
mod comparison_book;
mod confidence;
mod corrections;
mod engines;
mod examples;
mod flags;
mod floors;
mod formats;
mod from_paper;
mod full_disk;
mod garbage;
mod golden;
mod halves;
mod halves_of_sample;
mod inspections;
mod language;
mod laws;
mod links;
mod many_rows;
mod marking;
mod mechanisms;
mod nation;
mod nation_tables;
mod nation_workbooks;
mod oracle;
mod other_eyes;
mod pages;
mod people;
mod periods;
mod place_checks;
mod planted;
mod problems;
mod program;
mod publishing;
mod raters;
mod ratings;
mod regulations;
mod rubric_checks;
mod rubric_doubts;
mod rubrics;
mod same_bytes;
mod seats;
mod showing;
mod spans;
mod staged_laws;
mod stages;
mod standings;
mod stations;
mod statistics;
mod still_open;
mod surveys;
mod telling;
mod terms;
mod too_few;
mod two_rounds;
mod unchanged;
mod undated;
mod verifying;
mod workspace;
