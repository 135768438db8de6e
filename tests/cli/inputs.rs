//! What a command reads is never lost to what it writes, by whatever name `--out` calls it.

use std::fs;
use std::path::Path;

use crate::program::{Run, Scratch, on, program, run, two_shops};

const TARGETS: &str = "Targets(observed: [Observed(of: \"nodes/feed/visits\", value: 700.0, within: 10.0)], \
                       free: [\"nodes/feed/arrivals/micro\"])";

/// The two shops, with other names of the file beside it; all of its names.
fn shops() -> (Scratch, Vec<String>) {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let names = names(&map, "map.ron");
    (map, names)
}

/// The names of a file: its own, spelt in two ways, and where there are links those to it.
fn names(scratch: &Scratch, name: &str) -> Vec<String> {
    let file = scratch.beside(name);
    let folder = file.parent().unwrap();
    let mut names = vec![file.clone(), folder.join(".").join(name)];
    #[cfg(unix)]
    {
        let at = |kind: &str| folder.join(format!("{kind}-{name}"));
        std::os::unix::fs::symlink(name, at("link")).unwrap();
        std::os::unix::fs::symlink(format!("link-{name}"), at("further")).unwrap();
        fs::hard_link(&file, at("second")).unwrap();
        names.extend([at("link"), at("further"), at("second")]);
    }
    let names = names.into_iter();
    names
        .map(|name| name.into_os_string().into_string().unwrap())
        .collect()
}

#[track_caller]
fn is_refused(run: Run, input: &Path) {
    let said = run.failed(2).stderr;
    assert!(said.contains(&input.display().to_string()), "it is named: {said}");
    assert!(said.contains("--out"), "{said}");
}

#[test]
fn no_answer_takes_the_place_of_the_map() {
    let (map, names) = shops();
    let before = map.text();
    for command in [
        "check",
        "check --format json",
        "solve",
        "whatif",
        "combos",
        "combos --format csv",
        "credit",
        "deals --players acme,bolt",
        "sensitivity --output acme:payoff",
        "path --open feed-sellers",
        "robustness --draws 20",
        "export --format json",
        "render --format svg",
        "report",
    ] {
        for name in &names {
            is_refused(on(map.file(), &format!("{command} --out {name}")), map.file());
            // The map by another name, and its own for the result.
            let out = map.file().display();
            is_refused(
                on(Path::new(name), &format!("{command} --out {out}")),
                Path::new(name),
            );
        }
        assert_eq!(map.text(), before, "{command}");
    }
    assert_eq!(map.files().len(), names.len() - 1, "nothing is left beside it");
}

#[test]
fn no_side_of_a_comparison_and_no_source_is_replaced() {
    let (map, _) = shops();
    let (old, new) = (map.put("old.ron", &map.text()), map.put("new.ron", &map.text()));
    let (links, nodes) = (
        map.put("links.csv", "From,To\na,b\n"),
        map.put("nodes.csv", "Id\na\nb\n"),
    );
    let targets = map.put("targets.ron", TARGETS);
    let map = map.file().to_str().unwrap();
    let commands: [(&[&str], &[&String]); 5] = [
        (&["diff", &old, &new], &[&old, &new]),
        (&["merge", &old, map, &new], &[&old, &new]),
        (&["import", &links, "--nodes", &nodes], &[&links, &nodes]),
        (&["import", &nodes, "--links", &links], &[&links, &nodes]),
        (&["calibrate", map, "--targets", &targets], &[&targets]),
    ];
    for (command, inputs) in commands {
        for input in inputs {
            let before = fs::read(input).unwrap();
            let other = format!(
                "{}/./{}",
                Path::new(input).parent().unwrap().display(),
                Path::new(input).file_name().unwrap().display()
            );
            for name in [input.as_str(), &other] {
                is_refused(run([command, &["--out", name]].concat()), Path::new(input));
                assert_eq!(fs::read(input).unwrap(), before, "{command:?}");
            }
        }
    }
}

/// Those that write a map take one in its place, but for its comments.
#[test]
fn a_map_is_rewritten_by_any_of_its_names_and_keeps_its_comments_until_told() {
    let commented = format!("// Ours.\n{}", fs::read_to_string(two_shops()).unwrap());
    for command in ["fmt", "calibrate"] {
        let count = names(&Scratch::new(&commented), "map.ron").len();
        for which in 0..count {
            let map = Scratch::new(&commented);
            let name = names(&map, "map.ron").swap_remove(which);
            let targets = map.put("targets.ron", TARGETS);
            let command = match command {
                "fmt" => "fmt".to_owned(),
                _ => format!("calibrate --targets {targets}"),
            };
            for (read, written) in [(map.file(), Path::new(&name)), (Path::new(&name), map.file())] {
                let asked = format!("{command} --out {}", written.display());
                let said = on(read, &asked).failed(1).stderr;
                assert!(said.contains("--drop-comments"), "{said}");
                assert_eq!(map.text(), commented, "{asked}");
            }
            // Another file loses nothing.
            let other = map.beside("other.ron");
            on(map.file(), &format!("{command} --out {}", other.display())).done();
            assert_eq!(map.text(), commented);
            on(&other, "check").done();
            on(map.file(), &format!("{command} --drop-comments --out {name}")).done();
            let text = fs::read_to_string(&name).unwrap();
            assert!(!text.contains("Ours"), "{command}: {text}");
            on(Path::new(&name), "check").done();
        }
    }
}

#[test]
fn a_merge_takes_the_place_of_mine_and_says_what_it_drops() {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let base = map.put("base.ron", &map.text());
    let theirs = map.put("theirs.ron", &map.text());
    let mine = map.put("mine.ron", &format!("// Ours.\n{}", map.text()));
    let said = run(["merge", &base, &mine, &theirs, "--out", &mine])
        .done()
        .stderr;
    assert!(said.contains("mine.ron: its comments are not kept"), "{said}");
    assert_eq!(run(["diff", &mine, &base]).status, 0);
}

/// As `<(…)` of a shell gives them, and by way of standard input.
#[test]
#[cfg(target_os = "linux")]
fn a_pipe_is_read_to_its_end() {
    let text = fs::read(two_shops()).unwrap();
    let expected = on(&two_shops(), "solve --format json").done().stdout;
    let read = |arguments: &[&str]| {
        let mut child = program()
            .args(arguments)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &text).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            said,
        )
    };
    let (status, answer, said) = read(&["solve", "/dev/stdin", "--format", "json"]);
    assert_eq!((status, answer), (Some(0), expected), "{said}");
    let scratch = Scratch::new("");
    let out = scratch.beside("tidy.ron");
    let (status, _, said) = read(&["fmt", "/dev/stdin", "--out", out.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{said}");
    on(&out, "fmt --check").done();
    // It would be written to nobody.
    let (status, _, said) = read(&["fmt", "/dev/stdin"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("/dev/stdin: not a file"), "{said}");
}
