//! Labels and buttons, found and used as a screen reader does.

use egui::vec2;
use egui_kittest::{Harness, kittest::Queryable as _};
use mizan::app::bidi::{self, Bidi, Label, Style};

#[test]
fn labels_and_buttons_have_their_arabic_names() {
    let mut harness = Harness::new_ui_state(
        |ui, pressed: &mut u32| {
            if ui.add(bidi::Button::new("إطار الصراع")).clicked() {
                *pressed += 1;
            }
            ui.add(Label::new("«العربية» (2018)"));
            let mut on = *pressed > 0;
            bidi::checkbox(ui, &mut on, "غير متأكد", Style::new(14.0));
            bidi::selectable(ui, on, "مصدر", Style::new(14.0));
            bidi::radio(ui, on, "نعم", Style::new(14.0));
        },
        0,
    );
    harness.run();
    harness.get_by_label("«العربية» (2018)");
    harness.get_by_label("غير متأكد");
    harness.get_by_label("مصدر");
    harness.get_by_label("نعم");
    harness.get_by_label("إطار الصراع").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
}

#[test]
fn a_cut_label_keeps_its_whole_name_and_fits() {
    let long = "عنوان طويل جدًّا لا يتّسع له عمود ضيّق في قائمة المقالات المنتظرة";
    let mut harness = Harness::builder().with_size(vec2(160.0, 80.0)).build_ui(|ui| {
        ui.add(Label::new(long).elide());
    });
    harness.run();
    let label = harness.get_by_label(long);
    assert!(label.rect().width() <= 160.0, "{:?}", label.rect());
    assert!(label.rect().width() > 100.0, "it uses the room that it has");
}

#[test]
fn a_wrapped_label_takes_no_more_width_than_it_needs() {
    let mut harness = Harness::builder().with_size(vec2(300.0, 300.0)).build_ui(|ui| {
        ui.add(Label::new("قصير").wrap());
        ui.add(Label::new("نص أطول بكثير من أن يقف في سطر واحد من هذا العمود الضيق، فلا بد من كسره").wrap());
    });
    harness.run();
    assert!(harness.get_by_label("قصير").rect().width() < 60.0);
    let long = harness.get_by_label_contains("نص أطول").rect();
    assert!(long.width() <= 300.0 && long.height() > 40.0, "{long:?}");
}

#[test]
fn both_directions_of_a_two_line_label_begin_at_their_own_edge() {
    let ctx = egui::Context::default();
    let mut size = vec2(0.0, 0.0);
    let mut one = size;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        size = Bidi::of(ui.ctx()).galley(ui.ctx(), "عنوان عربي طويل\nReuters", &Style::new(14.0), None).size();
        one = Bidi::of(ui.ctx()).galley(ui.ctx(), "عنوان عربي طويل", &Style::new(14.0), None).size();
    });
    output.textures_delta.clear();
    assert!((size.x - one.x).abs() < 1.0 && (size.y - 2.0 * one.y).abs() < 1.5, "{size:?} {one:?}");
}

#[test]
fn a_section_opens_by_its_heading() {
    let mut harness = Harness::builder().with_size(vec2(300.0, 200.0)).build_ui(|ui| {
        bidi::section(ui, egui::Id::unique("s"), "المصادر", Style::new(14.0), false, |ui| {
            ui.add(Label::new("الناطق باسم الوزارة"))
        });
        ui.horizontal_wrapped(|ui| ui.add(bidi::Button::new("زر تحت القسم")));
    });
    harness.run();
    assert!(harness.query_by_label("الناطق باسم الوزارة").is_none());
    harness.get_by_label("المصادر").click();
    harness.run();
    let inside = harness.get_by_label("الناطق باسم الوزارة").rect();
    let below = harness.get_by_label("زر تحت القسم").rect();
    assert!(below.top() >= inside.bottom() && below.left() < inside.left(), "{inside:?} {below:?}");
}
