//! Punctuation between the parts of a sentence that is put together.

words! {
    Marks

    comma: ", ",
    list: ", ",
    colon: ": ",
    semicolon: "; ",
    stop: ".",
    in_brackets: "{} ({})",
    percent: "{} %",
    milliseconds: "{} ms",
}
