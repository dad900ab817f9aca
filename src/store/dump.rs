//! The content of a project as text: live rows without revisions, times and journal. Two projects with the same content
//! have the same dump.

use super::row::to_image;
use super::table::TABLES;
use super::{Store, StoreError};
use std::fmt::Write;

impl Store {
    /// All live rows by table and key, one line each: `table key {columns as JSON}`. The frozen text stands in the dump of
    /// its document by hash. How coders see the window is left out.
    pub fn content_dump(&self) -> Result<String, StoreError> {
        let mut out = String::new();
        let mut write = |line: std::fmt::Arguments<'_>| out.write_fmt(line).unwrap_or_default();
        for table in TABLES {
            let sql = format!(
                "SELECT {}, {} FROM {} WHERE deleted = 0 ORDER BY {}",
                table.key_text(),
                table.columns.join(", "),
                table.name,
                table.keys.join(", ")
            );
            let rows = self.all(&sql, [], |r| {
                let content = (1..=table.columns.len()).map(|i| r.get(i)).collect::<Result<_, _>>()?;
                Ok((r.get::<_, String>(0)?, to_image(table, &content)))
            })?;
            for (key, image) in rows {
                write(format_args!("{} {key} {image}\n", table.name));
            }
        }
        let blocks = self.all(
            "SELECT b.document, b.position, b.start_byte, b.end_byte, b.path FROM blocks b JOIN documents d
             ON d.id = b.document WHERE d.deleted = 0 ORDER BY b.document, b.position",
            [],
            |r| {
                let path: Option<String> = r.get(4)?;
                let numbers = (r.get::<_, i64>(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?);
                Ok((r.get::<_, String>(0)?, numbers, path))
            },
        )?;
        for (document, (position, start, end), path) in blocks {
            write(format_args!("blocks {document}/{position} {start}..{end} {}\n", path.unwrap_or_default()));
        }
        Ok(out)
    }
}
