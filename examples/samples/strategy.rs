//! 総合戦略 施策票: a block per 施策, KPI as free text in 見え消し, the yearly 実績 below.

use super::book::{Sample, bind};
use super::ink::{BAND, HEAD, LABEL, MARK, NUM, PLAIN, RIGHT, TEXT, TITLE};
use super::paper::Page;
use anyhow::Result;

const GOLD: [u32; 3] = [0xFFF2CC, 0xFEF9E7, 0x7F6000];

/// `##` opens a 基本目標, `#` a 施策 (NO|中項目|施策名|担当|関連), the lines below it are its fields.
const TEXT_OF_PLAN: &str = include_str!("strategy.txt");

#[derive(Default)]
struct Program {
    /// NO, 中項目, 施策名, 担当部署, 関連部署
    head: Vec<&'static str>,
    kpis: Vec<&'static str>,
    /// 単位|R2|…|R8, one line per KPI
    actuals: Vec<&'static str>,
    issue: &'static str,
    action: &'static str,
    projects: Vec<&'static str>,
}

/// One sheet per 基本目標: 30 施策, 31 KPIs.
pub fn strategy() -> Result<Sample> {
    let mut pages = vec![];
    for goal in TEXT_OF_PLAN.split("## ").skip(1) {
        let (title, programs) = goal.split_once('\n').unwrap_or((goal, ""));
        let (number, subtitle) = title.split_once('|').unwrap_or((title, ""));
        let programs: Vec<Program> = programs.split("# ").skip(1).map(parse).collect();
        pages.push(draw(number, subtitle, &programs));
    }
    bind("企画部/政策経営課_総合戦略_進捗管理票.xlsx", "政策経営課", &pages)
}

fn parse(block: &'static str) -> Program {
    let mut lines = block.lines();
    let mut program = Program { head: lines.next().unwrap_or("").split('|').collect(), ..Program::default() };
    for line in lines {
        match line.split_once(' ') {
            Some(("KPI", text)) => program.kpis.push(text),
            Some(("実績", text)) => program.actuals.push(text),
            Some(("課題", text)) => program.issue = text,
            Some(("取組", text)) => program.action = text,
            Some(("事業", text)) => program.projects = text.split('/').collect(),
            _ => {}
        }
    }
    program
}

fn draw(number: &str, subtitle: &str, programs: &[Program]) -> Page {
    let mut page = Page::new(number, "游ゴシック", GOLD, &[12.0, 9.0, 9.5, 9.5, 9.5, 11.0, 9.5, 9.5, 9.5]);
    page.put("A1:I1", "第２期総合戦略　施策の進捗管理票（延長に係る見え消し版）", TITLE);
    page.put("A2:E2", "みほん市 政策経営課　※架空の市の見本です。", PLAIN);
    page.put("F2:I2", "下線：改定後　取消線：改定前", RIGHT);
    page.put("A3:I3", &format!("{number}　{subtitle}"), BAND);
    let mut top = 5;
    for program in programs {
        top = draw_program(&mut page, top, program) + 1;
    }
    page.put(
        &format!("A{top}:I{top}"),
        "※目標の年度はR8（R2～R6とあるものはR6）。実績は各年度末、R6は１０月末現在。",
        PLAIN,
    );
    page
}

/// Draws one 施策; returns the row below it.
fn draw_program(page: &mut Page, top: u32, program: &Program) -> u32 {
    let cell = |column: &str, offset: u32| format!("{column}{}", top + offset);
    let wide = |from: &str, to: &str, offset: u32| format!("{from}{0}:{to}{0}", top + offset);
    let head = |index: usize| program.head.get(index).copied().unwrap_or("");
    page.put(&cell("A", 0), "施策 NO.", HEAD);
    page.put(&wide("B", "C", 0), head(0), MARK);
    page.put(&cell("D", 0), "KPI", HEAD);
    page.put(&wide("E", "I", 0), &program.kpis.join("\n"), TEXT);
    for kpi in &program.kpis {
        page.indicators.push((cell("E", 0), revised(kpi)));
    }
    for (offset, label, text) in [(1, "中 項 目", head(1)), (2, "施 策 名", head(2))] {
        page.put(&cell("A", offset), label, LABEL);
        page.put(&wide("B", "I", offset), text, TEXT);
    }
    page.put(&cell("A", 3), "担当部署", LABEL);
    page.put(&wide("B", "E", 3), head(3), TEXT);
    page.put(&cell("F", 3), "関連部署", LABEL);
    page.put(&wide("G", "I", 3), head(4), TEXT);
    let projects: Vec<String> = program.projects.iter().map(|project| format!("□{project}")).collect();
    let projects = projects.join("\n");
    for (offset, label, text) in
        [(4, "課　　題", program.issue), (5, "取り組み", program.action), (6, "事　　業", projects.as_str())]
    {
        page.put(&cell("A", offset), label, LABEL);
        page.put(&wide("B", "I", offset), text, TEXT);
    }
    let count = program.actuals.len() as u32;
    page.put(&format!("A{}:A{}", top + 7, top + 7 + count), "ＫＰＩの\n進捗", LABEL);
    page.row(&cell("B", 7), "年度|R2|R3|R4|R5|R6|R7|R8", HEAD);
    for (line, number) in program.actuals.iter().zip(1..) {
        let (unit, values) = line.split_once('|').unwrap_or(("", line));
        let mark = if count > 1 { ["", "①", "②"][number as usize % 3] } else { "" };
        page.put(&cell("B", 7 + number), &format!("実績{mark}\n({unit})"), LABEL);
        page.row(&cell("C", 7 + number), values, NUM);
    }
    top + 8 + count
}

/// The KPI as it reads after the revision.
fn revised(kpi: &str) -> String {
    let mut text = kpi.replace("[+", "").replace("+]", "");
    while let (Some(start), Some(end)) = (text.find("[-"), text.find("-]")) {
        text.replace_range(start..end + 2, "");
    }
    text
}
