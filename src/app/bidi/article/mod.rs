//! The article: read, selected from and annotated, with or without a mouse.
//!
//! [`ArticleText`] says what is shown, [`ArticleView`] remembers where the reader is, [`Span`]s lie over the text, and
//! [`show`] draws it all and answers with an [`ArticleResponse`]. Only what is on the screen is laid out at once; the
//! rest follows in small parts over the next frames.

mod connect;
mod edges;
mod fold;
mod frame;
mod keys;
mod margin;
mod options;
mod paint;
mod place;
mod pointer;
mod select;
mod span;
mod text;
mod view;

pub use frame::show;
pub use options::{ArticleOptions, ArticleResponse, EdgeDrag, Palette};
pub use place::ScrollPlace;
pub use span::{LineStyle, Span};
pub use text::{ArticleText, Block, BlockStyle, Fold};
pub use view::ArticleView;
