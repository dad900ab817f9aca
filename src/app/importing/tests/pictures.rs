//! Pictures to look at: `MIZAN_PICTURES=folder cargo test --lib pictures -- --ignored`.

use super::fixture::bench;

#[test]
#[ignore = "writes pictures for people"]
fn pages_with_their_zones() {
    bench(&["01-press-review-corridor.txt", "05-two-articles.txt", "06-english-piece.txt"]).pictures("import");
    bench(&["05-two-articles.txt"]).pictures("import-two");
    bench(&["06-english-piece.txt"]).pictures("import-english");
    bench(&[]).pictures("import-empty");
}
