//! How to get here with files that are not read.

/// What to do with a file of this ending, as a sentence behind the error; empty where nothing is known.
pub(super) fn way(ending: &str) -> String {
    const TABLE: &str =
        "write what leads where as a table with the columns From and To, and import that as CSV";
    let (what, way) = match ending {
        "drawio" | "dio" | "xml" => (
            "draw.io keeps drawings, and its shapes are not told from its links",
            TABLE,
        ),
        "mmd" | "mermaid" | "md" => ("a Mermaid diagram is not read", TABLE),
        "mdl" | "vmf" | "vmfx" | "vpmx" | "vpm" | "vdf" => {
            ("a Vensim model has equations where a map has links", TABLE)
        }
        "xmile" | "stmx" | "itmx" | "stm" | "isee" => {
            ("an XMILE model has equations where a map has links", TABLE)
        }
        "vsdx" | "vsd" | "vdx" => ("a Visio drawing is not read", TABLE),
        "puml" | "plantuml" | "wsd" => ("a PlantUML diagram is not read", TABLE),
        "net" | "paj" | "dl" | "gdf" | "tlp" | "vna" => (
            "a network of this format is not read",
            "open it in Gephi and export it as GEXF or GraphML",
        ),
        "cys" | "sif" | "xgmml" | "cx" | "cx2" => (
            "a session or network of Cytoscape is not read",
            "export it from Cytoscape as Cytoscape.js JSON (cyjs)",
        ),
        "gephi" => ("a project of Gephi is not read", "export it from Gephi as GEXF"),
        "ygf" | "ydf" => ("only yEd reads this", "save it in yEd as GraphML"),
        "xls" | "xlsb" | "numbers" | "et" | "gsheet" | "fods" => {
            ("this kind of workbook is not read", "save it as XLSX or ODS")
        }
        "parquet" | "feather" | "rds" | "rdata" | "dta" | "sav" | "pickle" | "pkl" | "jsonl" | "ndjson"
        | "sql" | "sqlite" | "db" => ("this kind of table is not read", "write it as CSV"),
        "png" | "jpg" | "jpeg" | "svg" | "pdf" | "pptx" | "docx" | "html" | "htm" => {
            ("nothing is read from pictures and documents", TABLE)
        }
        "ron" => ("a map of this program needs no import", "open it"),
        _ => return String::new(),
    };
    format!("; {what}: {way}")
}
