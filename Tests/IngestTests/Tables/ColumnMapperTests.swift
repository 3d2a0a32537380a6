import Testing

@testable import Ingest

@Suite struct ColumnMapperTests {
    private func plan(_ csv: String) throws -> TablePlan {
        let examination = try TableExamination(ArrayTable(csv: csv))
        return try #require(examination.sheets.first).plan
    }

    private func labels(_ plan: TablePlan) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: plan.fields.map { ($0.name, $0.labels) })
    }

    @Test("columns find their fields by name")
    func names() throws {
        let plan = try plan(
            """
            No.,事業名,事業概要,圏域名,開始年度,構成市町村,担当課
            1,図書館,本を借りられる。,甲圏域,平成27年度,甲市、乙町,企画課
            2,火葬場,共同で建てる。,乙圏域,R2,丙市、丁町,市民課
            """)
        #expect(plan.idColumn == 0)
        #expect(
            labels(plan) == [
                "title": ["事業名"], "description": ["事業概要"], "area": ["圏域名"],
                "start_year": ["開始年度"], "municipalities": ["構成市町村"], "担当課": ["担当課"],
            ])
        #expect(plan.field("担当課")?.kind == .keyword)
        #expect(plan.field("担当課")?.isOwn == true)
    }

    @Test("half-width kana and full-width Latin letters are the same names")
    func width() throws {
        let plan = try plan("ＮＯ,ｼﾞｷﾞｮｳﾒｲ,ﾅｲﾖｳ\n1,ﾄｼｮｶﾝ,ﾎﾝｦｶｽ\n2,ｶｿｳｼﾞｮｳ,ﾀﾃﾙ")
        #expect(plan.idColumn == 0)
        #expect(labels(plan) == ["title": ["ｼﾞｷﾞｮｳﾒｲ"], "description": ["ﾅｲﾖｳ"]])
    }

    @Test("amounts, dates, numbers, codes and long texts are recognised by their values")
    func kinds() throws {
        let long = String(repeating: "市民が使える施設を増やすために行う。", count: 4)
        let plan = try plan(
            """
            事業名,予算額（千円）,契約日,参加者数,郵便番号,成果
            図書館,"1,200",2015/4/1,120,0371234,\(long)
            火葬場,900,H28.3.31,80,0370001,\(long)一
            消防,1500,令和元年5月1日,7,0379999,\(long)二
            """.replacing("\"1,200\"", with: "1200"))
        #expect(plan.field("予算額")?.kind == .yen)
        #expect(plan.field("予算額")?.unit == 1000)
        #expect(plan.field("契約日")?.kind == .date)
        #expect(plan.field("参加者数")?.kind == .number)
        #expect(plan.field("郵便番号")?.kind == .keyword)
        // Without a column of descriptions, the longest text is one, and that is said.
        #expect(plan.field("description")?.labels == ["成果"])
        #expect(plan.notes == [.guessedDescription("成果")])
    }

    @Test("the same year in all rows is that of the table, not of the projects")
    func constantYear() throws {
        let plan = try plan(
            "年度,事業名,概要\n2024,図書館,本を貸す。\n2024,火葬場,建てる。\n2024,消防,備える。")
        #expect(plan.field("start_year") == nil)
        #expect(plan.field("年度")?.isOwn == true)
        #expect(plan.notes == [.constantYear("年度")])
    }

    @Test("of two columns of names the one with more different values is the title")
    func title() throws {
        let plan = try plan(
            """
            事業名,補助金名,補助金の概要
            子育て,遊び場の補助,遊び場をつくる。
            子育て,病児保育の補助,病児を預かる。
            子育て,一時預かりの補助,子どもを預かる。
            文化,文化財の補助,文化財を守る。
            """)
        #expect(plan.field("title")?.labels == ["補助金名"])
        #expect(plan.field("事業名")?.isOwn == true)
    }

    @Test("columns of identifiers that are not unique are none")
    func identifiers() throws {
        let plan = try plan("所管№,番号,事業名,概要\n01,1,図書館,貸す。\n01,2,火葬場,建てる。\n02,2,消防,備える。")
        #expect(plan.idColumn == nil)
        let codes = try self.plan("管理,事業名,概要\nA-01,図書館,貸す。\nA-02,火葬場,建てる。\nA-03,消防,備える。")
        #expect(codes.idColumn == 0)
    }

    @Test("a table without a title takes the column of most different names, and says so")
    func guessedTitle() throws {
        let plan = try plan("表章項目,全国・都道府県,2015年\n人口,全国,127095\n人口,北海道,5382\n人口,青森県,1308")
        #expect(plan.field("title")?.labels == ["全国・都道府県"])
        #expect(plan.field("area")?.labels == ["全国・都道府県"])
        #expect(plan.field("2015年")?.kind == .number)
        #expect(plan.notes.contains(.guessedTitle("全国・都道府県")))
    }

    @Test("区分 is a status where it says new or continued, and a category elsewhere")
    func division() throws {
        let status = try plan("事業名,概要,区分\n図書館,貸す。,新規\n火葬場,建てる。,継続")
        #expect(status.field("status")?.labels == ["区分"])
        let category = try plan("事業名,概要,区分\n図書館,貸す。,文化\n火葬場,建てる。,環境")
        #expect(category.field("category")?.labels == ["区分"])
    }

    @Test("several columns of description are joined")
    func descriptions() throws {
        let plan = try plan("事業名,目的,内容\n図書館,読書を広める。,本を貸す。\n火葬場,弔う。,建てる。")
        #expect(plan.field("description")?.labels == ["目的", "内容"])
    }

    @Test("names of own fields have no blanks, colons or units, and differ")
    func ownNames() throws {
        let plan = try plan(
            "事業名,概要,予算 額（百万円）,（備考）,備考\n図書館,貸す。,1,甲,乙\n火葬場,建てる。,2,丙,丁")
        #expect(plan.fields.filter(\.isOwn).map(\.name) == ["予算額", "備考）", "備考"])
        #expect(plan.field("予算額")?.unit == 1_000_000)
    }

    @Test("sheets of one form are joined; others are named")
    func sheets() throws {
        let form = [["No.", "事業名", "概要"], ["1", "図書館", "貸す。"], ["2", "火葬場", "建てる。"]]
        let table = ArrayTable(
            [
                ("表紙", [["令和6年度"]]), ("令和5年度", form), ("令和6年度", form), ("旧", form),
                ("集計", [["圏域", "件数"], ["甲", "3"], ["乙", "4"]]),
            ], hidden: ["旧"])
        let examination = try TableExamination(table, .projects)
        #expect(examination.sheets.map(\.name) == ["令和5年度", "令和6年度"])
        #expect(examination.hiddenSheets == ["旧"])
        #expect(examination.otherSheets.map(\.name).contains("集計"))
        var options = TableOptions.projects
        options.sheets = .named("なし")
        #expect(throws: IngestError.self) { try TableExamination(table, options) }
    }
}
