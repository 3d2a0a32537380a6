import Testing
@testable import Ingest

@Suite struct WordDocumentTests {
    private static func document(_ body: String, styles: String = "") -> [UInt8] {
        var zip = ZipWriter()
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        zip.add(
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r\" Type=\"\(base)/officeDocument\" "
                + "Target=\"word/document.xml\"/></Relationships>")
        zip.add(
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"s\" Type=\"\(base)/styles\" "
                + "Target=\"styles.xml\"/></Relationships>")
        zip.add("word/styles.xml", "<w:styles xmlns:w=\"\(word)\">\(styles)</w:styles>")
        zip.add(
            "word/document.xml",
            "<w:document xmlns:w=\"\(word)\" xmlns:mc=\"m\"><w:body>\(body)</w:body></w:document>")
        return zip.finished()
    }

    private static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    private func paragraphs(_ bytes: [UInt8]) throws -> [DocumentParagraph] {
        try Opening.blocks(Opening.document(bytes)).compactMap { block in
            if case .paragraph(let paragraph) = block { paragraph } else { nil }
        }
    }

    @Test("headings are recognised by outline levels, names of styles and inheritance")
    func headings() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>\
            <w:style w:type="paragraph" w:styleId="a"><w:name w:val="事業名"/>\
            <w:basedOn w:val="b"/></w:style>\
            <w:style w:type="paragraph" w:styleId="b"><w:name w:val="見出し 2"/></w:style>\
            <w:style w:type="paragraph" w:styleId="c"><w:name w:val="章"/><w:pPr>\
            <w:outlineLvl w:val="2"/></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="d"><w:name w:val="本文"/><w:basedOn w:val="1"/>\
            <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="x"><w:name w:val="円"/><w:basedOn w:val="y"/></w:style>\
            <w:style w:type="paragraph" w:styleId="y"><w:name w:val="環"/><w:basedOn w:val="x"/></w:style>
            """
        let body =
            ["1", "a", "c", "d", "x", "none"].map {
                Self.paragraph($0, "<w:pStyle w:val=\"\($0)\"/>")
            }.joined() + Self.paragraph("自", "<w:outlineLvl w:val=\"0\"/>")
            + Self.paragraph(
                "項目", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr>")
        let found = try paragraphs(Self.document(body, styles: styles))
        #expect(found.map(\.headingLevel) == [1, 2, 3, nil, nil, nil, 1, nil])
        #expect(found.map(\.listLevel) == [nil, nil, nil, nil, nil, nil, nil, 2])
        #expect(found.map(\.line) == Array(1...8))
    }

    @Test("text is read without what was deleted, readings, fields and alternatives")
    func text() throws {
        let body = """
            <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>\
            <w:r><w:t xml:space="preserve">図書 </w:t><w:tab/><w:t>館</w:t><w:br/><w:t>二</w:t></w:r>\
            <w:del><w:r><w:delText>消</w:delText></w:r></w:del><w:ins><w:r><w:t>加</w:t></w:r></w:ins>\
            <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>\
            <w:r><w:ruby><w:rt><w:r><w:t>こう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>広</w:t></w:r>\
            </w:rubyBase></w:ruby></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
            <mc:AlternateContent><mc:Choice><w:r><w:t>新</w:t></w:r></mc:Choice>\
            <mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
            """
        #expect(try paragraphs(Self.document(body)).map(\.text) == ["図書 \t館\n二加広新"])
    }

    @Test("pages are counted at breaks, and once where Word has noted its own")
    func pages() throws {
        let body =
            Self.paragraph("一") + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
            + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t>三</w:t><w:lastRenderedPageBreak/><w:t>続</w:t></w:r></w:p>"
            + Self.paragraph("四")
        let found = try paragraphs(Self.document(body)).filter { !$0.text.isEmpty }
        #expect(found.map(\.page) == [1, 2, 2, 3])
    }

    @Test("tables come row by row, with merged cells filled")
    func tables() throws {
        func cell(_ text: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr>" + Self.paragraph(text) + "</w:tc>"
        }
        let body =
            Self.paragraph("前") + "<w:tbl><w:tr>"
            + cell("圏域", "<w:vMerge w:val=\"restart\"/>") + cell("一") + "</w:tr><w:tr>"
            + cell("", "<w:vMerge/>") + "<w:tc>" + Self.paragraph("二") + Self.paragraph("三")
            + "<w:tbl><w:tr>" + cell("中") + "</w:tr></w:tbl>" + Self.paragraph("")
            + "</w:tc></w:tr>"
            + "<w:tr>" + cell("計", "<w:gridSpan w:val=\"2\"/>") + "</w:tr></w:tbl>"
            + Self.paragraph("後")
        let blocks = try Opening.blocks(Opening.document(Self.document(body)))
        var texts: [[String]] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph): texts.append([paragraph.text])
            case .tableRow(let row):
                #expect(row.table == 1)
                texts.append(row.row.cells.map(\.text))
            }
        }
        #expect(
            texts == [["前"], ["圏域", "一"], ["圏域", "二\n三\n中"], ["計", "計"], ["後"]])
    }
}
