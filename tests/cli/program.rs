//! Running the program, and the models it is run on.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    /// Its exit status.
    pub status: i32,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

impl Run {
    /// Checks that it did its work.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }

    /// Checks that it failed with `status`, gave no result and said why.
    #[track_caller]
    pub fn failed(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.stdout, "", "a failure gives no result");
        assert_ne!(self.stderr.trim(), "", "a failure says why");
        self
    }
}

/// The program, with no terminal and no display.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_catchment"));
    program
        .stdin(Stdio::null())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET");
    program
}

/// Runs the program to its end.
pub fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let output = program().args(arguments).output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program on a file: `on(&map, "solve --format json")`.
pub fn on(file: &Path, arguments: &str) -> Run {
    let (command, rest) = arguments.split_once(' ').unwrap_or((arguments, ""));
    let rest = rest.split_whitespace().map(OsStr::new);
    run([OsStr::new(command), file.as_os_str()].into_iter().chain(rest))
}

/// The example of the format's description.
pub fn two_shops() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-shops.ron")
}

/// The path of a model that comes along.
pub fn model(name: &str) -> String {
    format!("{}/models/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The map that the program shows when it is started without a file.
pub fn reference() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/alibaba-tencent-2021.ron")
}

/// A model file that is gone after the test.
pub struct Scratch {
    folder: TempDir,
    file: PathBuf,
}

impl Scratch {
    /// A file of this text.
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("map.ron");
        fs::write(&file, text).unwrap();
        Self { folder, file }
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What the file holds now.
    pub fn text(&self) -> String {
        fs::read_to_string(&self.file).unwrap()
    }

    /// Puts another file of this text beside it; its path.
    pub fn put(&self, name: &str, text: &str) -> String {
        let path = self.beside(name);
        fs::write(&path, text).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    /// A path beside the file.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of all files in its folder.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// A map with no company and `shops` shops below one street, the more the larger the output.
pub fn street(shops: usize) -> String {
    let nodes = (0..shops).map(|n| format!("        \"shop-{n}\": Channel(name: \"Shop {n}\"),\n"));
    let links = (0..shops)
        .map(|n| format!("        \"way-{n}\": Link(from: \"street\", to: \"shop-{n}\", kind: Direct),\n"));
    format!(
        "Model(\n    format: 1,\n    name: \"Street\",\n    nodes: {{\n        \"street\": Channel(name: \"Street\", \
         arrivals: 100.0),\n{}    }},\n    links: {{\n{}    }},\n)\n",
        nodes.collect::<String>(),
        links.collect::<String>()
    )
}

/// A map whose visitors can never leave or pay.
pub const CLOSED_LOOP: &str = r#"Model(
    format: 1,
    name: "Maze",
    nodes: {
        "a": Channel(name: "A", leave: 0.0, arrivals: 10.0),
        "b": Channel(name: "B", leave: 0.0),
    },
    links: {
        "there": Link(from: "a", to: "b", kind: Direct),
        "back": Link(from: "b", to: "a", kind: Direct),
    },
)
"#;

/// [`CLOSED_LOOP`] with one way out: closing it leaves the map without a steady state.
pub fn one_way_out() -> String {
    CLOSED_LOOP
        .replace(
            "    },\n    links: {",
            "        \"c\": Channel(name: \"C\"),\n    },\n    links: {",
        )
        .replace(
            "kind: Direct),\n    },\n)",
            "kind: Direct),\n        \"out\": Link(from: \"b\", to: \"c\", kind: Direct),\n    },\n)",
        )
}
