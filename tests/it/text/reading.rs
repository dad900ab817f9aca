//! Through the article by keyboard: by paragraph, screen and sentence, past what is folded away.

use super::article::{View, click, drag, key, long_text, open, paragraph, plain, selected};
use super::sample::PARAGRAPHS;
use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable as _;
use mizan::app::bidi::article::{Block, BlockStyle, Fold};

const BEGINNING: &str = "قالت الوزارة إن القمة تأجلت. وأضافت شيئًا.";
const NAVIGATION: [&str; 2] = ["الرئيسية", "أخبار"];
const MIDDLE: &str = "أعلن المتحدث ذلك أمس.";
const RELATED: &str = "اقرأ أيضا: قمة أخرى.";

/// Text with folds at its beginning, in its middle and at its end, and the caret at the first place.
fn page() -> View {
    let parts = [NAVIGATION[0], BEGINNING, NAVIGATION[1], "", MIDDLE, RELATED];
    let mut blocks = Vec::new();
    let mut start = 0;
    for (n, part) in parts.iter().enumerate() {
        let fold = [Some(0), None, Some(1), Some(1), None, Some(2)][n];
        blocks.push(Block { range: start..start + part.len(), style: BlockStyle::Body, fold });
        start += part.len() + 1;
    }
    let folds = ["1 line", "2 lines", "last line"].map(|label| Fold { label: label.into() });
    let mut page = open(&parts.join("\n"), blocks, folds.to_vec(), Vec::new());
    read(&mut page);
    page
}

fn read(page: &mut View) {
    page.get_by_label("article").focus();
    page.step();
    key(page, Modifiers::CTRL, Key::Home);
}

/// The text from the caret to the end of its line.
fn ahead(page: &View) -> String {
    let text = page.state().article.text();
    text[page.state().view.caret()..].lines().next().unwrap_or_default().to_owned()
}

/// The text of the caret's line before it.
fn behind(page: &View) -> String {
    let text = page.state().article.text();
    text[..page.state().view.caret()].rsplit('\n').next().unwrap_or_default().to_owned()
}

#[test]
fn control_and_the_arrows_go_from_paragraph_to_paragraph() {
    let mut page = plain(&["أول الفقرات", "", "ثانية الفقرات", "  ", "ثالثة"].join("\n"));
    read(&mut page);
    for wanted in ["ثانية الفقرات", "ثالثة"] {
        key(&mut page, Modifiers::CTRL, Key::ArrowDown);
        assert_eq!((ahead(&page).as_str(), behind(&page).as_str()), (wanted, ""));
    }
    key(&mut page, Modifiers::CTRL, Key::ArrowDown);
    assert_eq!(behind(&page), "ثالثة", "behind the last paragraph the end");
    // Up first to where the paragraph begins, then to those before it.
    for wanted in ["ثالثة", "ثانية الفقرات", "أول الفقرات", "أول الفقرات"] {
        key(&mut page, Modifiers::CTRL, Key::ArrowUp);
        assert_eq!((ahead(&page).as_str(), behind(&page).as_str()), (wanted, ""));
    }
}

#[test]
fn with_shift_they_select_whole_paragraphs_and_no_space_between() {
    let mut page = plain(&["أول الفقرات", "", "ثانية الفقرات", "ثالثة"].join("\n"));
    read(&mut page);
    key(&mut page, Modifiers::CTRL, Key::ArrowLeft);
    let held = Modifiers::CTRL | Modifiers::SHIFT;
    key(&mut page, held, Key::ArrowDown);
    assert_eq!(selected(&page), " الفقرات");
    key(&mut page, held, Key::ArrowDown);
    assert_eq!(selected(&page), " الفقرات\n\nثانية الفقرات");
    key(&mut page, held, Key::ArrowUp);
    assert_eq!(selected(&page), " الفقرات\n\n");
    key(&mut page, held, Key::ArrowUp);
    assert_eq!(selected(&page), "أول");
}

#[test]
fn a_paragraph_that_is_gone_to_is_seen_whole_and_the_page_moves_no_more_than_that() {
    let mut page = plain(&long_text());
    read(&mut page);
    let top = |page: &View, n: usize| paragraph(page, &format!("فقرة رقم {n}:")).top();
    let before = top(&page, 1);
    key(&mut page, Modifiers::CTRL, Key::ArrowDown);
    page.step();
    assert!((top(&page, 1) - before).abs() < 1.0, "it was seen already");
    for n in 2..12 {
        key(&mut page, Modifiers::CTRL, Key::ArrowDown);
        page.step();
        let rect = paragraph(&page, &format!("فقرة رقم {n}:"));
        assert!(rect.top() > 0.0 && rect.bottom() < 420.0, "paragraph {n} at {rect:?}");
    }
}

#[test]
fn a_screen_further_the_caret_is_where_the_eye_left_it_and_back_is_the_same_place() {
    let mut page = plain(&long_text());
    read(&mut page);
    let height = |page: &View, n: usize| paragraph(page, &format!("فقرة رقم {n}:")).top();
    for _ in 0..9 {
        key(&mut page, Modifiers::NONE, Key::ArrowDown);
    }
    let (start, first) = (page.state().view.caret(), height(&page, 1));
    key(&mut page, Modifiers::NONE, Key::PageDown);
    page.step();
    assert!(page.query_by_label_contains("فقرة رقم 0:").is_none());
    assert!(page.state().view.caret() > start);
    key(&mut page, Modifiers::NONE, Key::PageUp);
    page.step();
    assert_eq!(page.state().view.caret(), start, "the column is kept");
    assert!((height(&page, 1) - first).abs() < 2.0, "and the page, too");
}

#[test]
fn up_and_down_keep_the_column_over_short_lines_and_past_the_end() {
    let text = [PARAGRAPHS[0], "نص", PARAGRAPHS[0]].join("\n");
    let mut page = plain(&text);
    read(&mut page);
    for _ in 0..4 {
        key(&mut page, Modifiers::CTRL, Key::ArrowLeft);
    }
    let start = page.state().view.caret();
    for _ in 0..30 {
        key(&mut page, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(page.state().view.caret(), text.len());
    for _ in 0..30 {
        key(&mut page, Modifiers::NONE, Key::ArrowUp);
    }
    // Above the first line there is only the first place; one line down the column is there again.
    key(&mut page, Modifiers::CTRL, Key::Home);
    for _ in 0..4 {
        key(&mut page, Modifiers::CTRL, Key::ArrowLeft);
    }
    assert_eq!(page.state().view.caret(), start);
    let lines = |page: &mut View, arrow, n: usize| (0..n).for_each(|_| key(page, Modifiers::NONE, arrow));
    lines(&mut page, Key::ArrowDown, 4);
    lines(&mut page, Key::ArrowUp, 4);
    assert_eq!(page.state().view.caret(), start);
}

#[test]
fn no_key_leads_into_folded_lines() {
    let mut page = page();
    assert_eq!(ahead(&page), BEGINNING, "the text begins behind the navigation");
    key(&mut page, Modifiers::NONE, Key::ArrowRight);
    key(&mut page, Modifiers::CTRL, Key::ArrowRight);
    key(&mut page, Modifiers::ALT, Key::ArrowRight);
    key(&mut page, Modifiers::NONE, Key::ArrowUp);
    key(&mut page, Modifiers::CTRL, Key::ArrowUp);
    assert_eq!(ahead(&page), BEGINNING);

    key(&mut page, Modifiers::NONE, Key::End);
    assert_eq!(behind(&page), BEGINNING);
    for (held, arrow) in [
        (Modifiers::NONE, Key::ArrowLeft),
        (Modifiers::CTRL, Key::ArrowLeft),
        (Modifiers::ALT, Key::ArrowLeft),
        (Modifiers::CTRL, Key::ArrowDown),
    ] {
        key(&mut page, held, arrow);
        assert_eq!((ahead(&page).as_str(), behind(&page).as_str()), (MIDDLE, ""), "{held:?} {arrow:?}");
        // And back.
        key(&mut page, Modifiers::CTRL, Key::ArrowRight);
        assert_eq!(behind(&page), BEGINNING);
    }

    key(&mut page, Modifiers::CTRL, Key::End);
    assert_eq!(behind(&page), MIDDLE, "the text ends before the related stories");
    for arrow in [Key::ArrowLeft, Key::ArrowDown] {
        for held in [Modifiers::NONE, Modifiers::CTRL, Modifiers::ALT] {
            key(&mut page, held, arrow);
            assert_eq!(behind(&page), MIDDLE, "{held:?} {arrow:?}");
        }
    }
}

#[test]
fn a_fold_that_closes_over_the_caret_lets_it_out() {
    let mut page = page();
    page.get_by_label("1 line").click();
    page.step();
    page.step();
    read(&mut page);
    key(&mut page, Modifiers::SHIFT, Key::End);
    assert_eq!(selected(&page), NAVIGATION[0]);
    page.get_by_label("1 line").click();
    page.step();
    page.step();
    assert_eq!((ahead(&page).as_str(), selected(&page).as_str()), (BEGINNING, ""));
}

#[test]
fn a_drag_over_headers_of_folds_ends_where_text_is_seen() {
    let mut page = page();
    let text = page.state().article.text().clone();
    let header = page.get_by_label("1 line").rect();
    let (first, last) = (paragraph(&page, "قالت"), paragraph(&page, "أعلن"));
    let from = pos2(first.right() - 100.0, first.center().y);
    drag(&mut page, from, pos2(header.right() - 4.0, header.center().y), Modifiers::NONE);
    let range = page.state().view.selection().unwrap();
    assert!(text[range.clone()].starts_with("قالت"), "{:?}", &text[range]);
    let end = pos2(last.left() + 2.0, last.bottom() + 20.0);
    drag(&mut page, from, end, Modifiers::NONE);
    let range = page.state().view.selection().unwrap();
    assert!(text[range.clone()].ends_with(MIDDLE), "{:?}", &text[range]);
    // Up to the very beginning of the next paragraph: the spaces before it are not taken, nor what is folded there.
    drag(&mut page, from, pos2(last.right() + 4.0, last.top() + 10.0), Modifiers::NONE);
    assert!(selected(&page).ends_with("وأضافت شيئًا."), "{:?}", selected(&page));
    click(&mut page, pos2(last.right() + 4.0, last.top() + 10.0));
    assert_eq!(ahead(&page), MIDDLE);
}

#[test]
fn words_to_be_marked_end_where_text_is_seen() {
    let mut page = page();
    key(&mut page, Modifiers::SHIFT, Key::End);
    key(&mut page, Modifiers::SHIFT, Key::ArrowLeft);
    let text = page.state().article.text().clone();
    let view = &page.state().view;
    let selection = view.selection().expect("a selection");
    assert_eq!(selection.end, text.find(MIDDLE).expect("the middle"), "to the next line that is seen");
    assert_eq!(&text[view.selected_words().expect("words")], BEGINNING);
    key(&mut page, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    let words = page.state().view.selected_words().expect("words");
    assert!(text[words.clone()].starts_with(BEGINNING) && text[words].ends_with("أعلن"));
}

#[test]
fn a_selection_grows_and_shrinks_by_steps_and_forgets_them_when_another_is_made() {
    let mut page = plain("وذكرت الوكالة، أن الرئيسين التقيا، ثم غادرا. وانتهى.");
    read(&mut page);
    let steps = ["وذكرت", "وذكرت الوكالة", "وذكرت الوكالة، أن الرئيسين التقيا، ثم غادرا."];
    for wanted in steps {
        page.state_mut().view.grow_selection();
        page.step();
        assert_eq!(selected(&page), wanted);
    }
    for wanted in ["وذكرت الوكالة", "وذكرت", "", ""] {
        page.state_mut().view.shrink_selection();
        page.step();
        assert_eq!(selected(&page), wanted);
    }
    assert_eq!(page.state().view.caret(), 0, "where it was");
    page.state_mut().view.grow_selection();
    page.step();
    key(&mut page, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    page.state_mut().view.shrink_selection();
    assert_eq!(selected(&page), "وذكرت الوكالة", "the arrow's selection is not taken away");
}

#[test]
fn from_phrase_to_phrase_the_selection_grows_behind_the_caret() {
    let mut page = plain("وذكرت الوكالة، أن الرئيسين التقيا، ثم غادرا. وانتهى.");
    read(&mut page);
    for _ in 0..2 {
        key(&mut page, Modifiers::CTRL, Key::ArrowLeft);
    }
    for wanted in ["أن الرئيسين التقيا", "أن الرئيسين التقيا، ثم غادرا", "أن الرئيسين التقيا، ثم غادرا. وانتهى"]
    {
        page.state_mut().view.select_phrase();
        page.step();
        assert_eq!(selected(&page), wanted);
    }
}

#[test]
fn no_selection_grows_into_folded_lines() {
    let mut page = page();
    key(&mut page, Modifiers::NONE, Key::End);
    page.state_mut().view.select_phrase();
    page.step();
    assert_eq!(selected(&page), MIDDLE.trim_end_matches('.'));
    page.state_mut().view.select_phrase();
    page.step();
    assert_eq!(selected(&page), MIDDLE.trim_end_matches('.'), "behind it there is only what is folded");
    for _ in 0..5 {
        page.state_mut().view.grow_selection();
        page.step();
    }
    assert_eq!(selected(&page), MIDDLE.trim_end_matches('.'), "a full stop alone is nothing more");
}

#[test]
fn what_is_shown_selected_comes_into_sight_and_opens_its_fold() {
    let mut page = page();
    let text = page.state().article.text().clone();
    let at = text.find("قمة أخرى").unwrap();
    assert!(!page.state().view.shows(at) && page.query_by_label(RELATED).is_none());
    page.state_mut().view.show_selected(at..at + "قمة أخرى".len());
    page.step();
    page.step();
    assert_eq!(selected(&page), "قمة أخرى");
    page.get_by_label(RELATED);

    let mut page = plain(&long_text());
    let text = page.state().article.text().clone();
    let top = |page: &View, n: usize| paragraph(page, &format!("فقرة رقم {n}:")).top();
    let before = top(&page, 1);
    let show = |page: &mut View, words: &str| {
        let at = text.find(words).unwrap();
        page.state_mut().view.show_selected(at..at + words.len());
        page.step();
        page.step();
    };
    show(&mut page, "رقم 1:");
    assert!((top(&page, 1) - before).abs() < 1.0, "a page that shows it already does not move");
    show(&mut page, "رقم 200:");
    assert!((100.0..200.0).contains(&top(&page, 200)), "a third below the top: {}", top(&page, 200));
}
