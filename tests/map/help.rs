//! The help pages: the same in each language, each with one title, and no link that leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn pages(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

fn names(pages: &BTreeSet<PathBuf>) -> BTreeSet<&str> {
    pages
        .iter()
        .map(|page| page.file_name().unwrap().to_str().unwrap())
        .collect()
}

#[test]
fn each_page_is_there_in_each_language() {
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help");
    let (english, chinese) = (pages(&english), pages(&english.join("zh")));
    assert!(!english.is_empty());
    assert_eq!(names(&english), names(&chinese));
}

#[test]
fn every_page_has_one_title_and_its_links_lead_to_pages() {
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help");
    let all = pages(&english).into_iter().chain(pages(&english.join("zh")));
    for page in all {
        let text = fs::read_to_string(&page).unwrap();
        let titles = text.lines().filter(|line| line.starts_with("# ")).count();
        assert_eq!(titles, 1, "{}", page.display());
        for link in text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap())
        {
            let end = page.parent().unwrap().join(link);
            assert!(end.is_file(), "{}: {link}", page.display());
        }
    }
}

/// Bold that ends in a mark of punctuation with a Chinese character right behind it is not bold to a
/// reader of Markdown: it shows its stars.
#[test]
fn no_bold_shows_its_stars_in_chinese() {
    let chinese = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help/zh");
    for page in pages(&chinese) {
        let text = fs::read_to_string(&page).unwrap();
        for line in text.lines() {
            let ends = line.split("**").skip(1).step_by(2);
            let behind = line.split("**").skip(2).step_by(2);
            for (bold, behind) in ends.zip(behind) {
                let marked = bold.ends_with(['。', '：', '，', '…', '！', '？']);
                let letter = behind.starts_with(|c: char| c.is_alphanumeric());
                assert!(!(marked && letter), "{}: {bold}", page.display());
            }
        }
    }
}
